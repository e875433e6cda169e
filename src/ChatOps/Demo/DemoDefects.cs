namespace ChatOps.Demo;

/// <summary>Plants defects in a clean shop, each in a row of its own, and keeps the list.</summary>
internal sealed class DemoDefects
{
    private readonly DemoShop _shop;
    private readonly Random _random;
    private readonly HashSet<(string Table, int Row)> _used = [];
    private readonly List<PlantedDefect> _list = [.. DemoSchema.Defects];

    private DemoDefects(DemoShop shop, Random random) => (_shop, _random) = (shop, random);

    public static IReadOnlyList<PlantedDefect> Plant(DemoShop shop, Random random)
    {
        var defects = new DemoDefects(shop, random);
        defects.PlantDuplicates();
        defects.PlantReferences();
        defects.PlantTexts();
        defects.PlantNumbers();
        defects.PlantDates();
        defects.PlantAnomalies();
        return defects._list;
    }

    private void PlantReferences()
    {
        Replace("orphaned-rows", "order_items", "order_id", 910_001, 910_002, 910_003, 910_004, 910_005);
        Replace("orphaned-rows", "payments", "order_id", 920_001, 920_002, 920_003);
        Replace("orphaned-rows", "reviews", "product_id", 930_001, 930_002);
        Replace("undeclared-reference-orphans", "shipments", "warehouse_id", 91, 92, 93);
    }

    private void PlantTexts()
    {
        Replace("blank-values", "addresses", "street", "", "   ", "");
        Change("padded-values", "addresses", "country", 4, old => $"{old} ");
        Replace("disguised-nulls", "customers", "company", "N/A", "Unknown", "TBD", "-");
        Change("case-variants", "addresses", "city", 3, old => ((string)old!).ToUpperInvariant());
        Change("invalid-emails", "customers", "email", 3, old => ((string)old!).Replace('@', '.'));
        Change("invalid-emails", "suppliers", "email", 1, old => $"{old}@");
        Replace("stored-type-mismatch", "products", "weight_grams", "12 kg", "heavy", "450g");
    }

    private void PlantNumbers()
    {
        Change("negative-values", "order_items", "quantity", 4, old => -(int)old!);
        Replace("negative-values", "inventory", "on_hand", -12, -40, -3);
        Replace("out-of-range", "order_items", "discount", 1.5, 1.2, 1.1, 1.6);
        Replace("violated-check", "reviews", "rating", 0, 6, 7);
        Change("numeric-outliers", "payments", "amount_cents", 4, old => 9_000_000 + ((int)old! * 10));
        Change("numeric-outliers", "products", "weight_grams", 3, old => 4_000_000 + ((int)old! * 10));
    }

    private void PlantDates()
    {
        Change("date-order", "shipments", "delivered_date", 4, old => $"2020{((string)old!)[4..]}");
        Change("date-order", "orders", "required_date", 3, old => $"2020{((string)old!)[4..]}");
        Replace("invalid-dates", "orders", "required_date", "2024-02-30", "2023-13-05", "next week", "0000-00-00");
        Replace("future-dates", "customers", "joined_date", "2199-01-01", "2199-06-15", "2198-11-30");
        Replace("future-dates", "reviews", "written_date", "2199-03-03", "2199-12-31");
    }

    private void PlantDuplicates()
    {
        var log = _shop["import_log"];
        for (var i = 0; i < 4; i++)
        {
            var row = log.Rows.Count;
            log.Rows.Add([.. log.Rows[Take("import_log")]]);
            _used.Add(("import_log", row));
            _list.Add(new PlantedDefect("duplicate-rows", "import_log", log.Columns, log.KeyOf(row), null, null, null));
        }

        var customers = _shop["customers"];
        var email = customers.Index("email");
        Change("near-unique-duplicates", "customers", "email", 3, _ => customers.Rows[Take("customers")][email]);
    }

    /// <summary>Each number alone is an everyday one; together they cannot be: a heavy parcel on a long way for almost nothing, or the reverse.</summary>
    private void PlantAnomalies()
    {
        var shipments = _shop["shipments"];
        var columns = new[] { "weight_grams", "distance_km", "cost_cents" };
        for (var i = 0; i < 6; i++)
        {
            var row = Take("shipments");
            object?[] values = i % 2 == 0 ? [9_700 + (i * 10), 975 + i, 420 + i] : [530 + i, 25 + i, 1_930 + i];
            var old = columns.Select(c => shipments.Rows[row][shipments.Index(c)]).ToArray();
            foreach (var (c, value) in columns.Zip(values))
            {
                shipments.Rows[row][shipments.Index(c)] = value;
            }

            _list.Add(new PlantedDefect("anomaly", "shipments", columns, shipments.KeyOf(row), null, string.Join(", ", old), string.Join(", ", values)));
        }
    }

    private void Replace(string rule, string table, string column, params object?[] values)
    {
        var next = 0;
        Change(rule, table, column, values.Length, _ => values[next++]);
    }

    private void Change(string rule, string table, string column, int count, Func<object?, object?> change)
    {
        var (rows, at) = (_shop[table], _shop[table].Index(column));
        for (var i = 0; i < count; i++)
        {
            var row = Take(table);
            var old = rows.Rows[row][at];
            var value = change(old);
            rows.Rows[row][at] = value;
            _list.Add(new PlantedDefect(rule, table, [column], rows.KeyOf(row), null, old, value));
        }
    }

    /// <summary>A row that no defect has touched yet.</summary>
    private int Take(string table)
    {
        var count = _shop[table].Rows.Count;
        var row = _random.Next(count);
        while (!_used.Add((table, row)))
        {
            row = (row + 1) % count;
        }

        return row;
    }
}
