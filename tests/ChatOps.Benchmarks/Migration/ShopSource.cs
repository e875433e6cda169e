using System.Globalization;
using ChatOps.Database.Dialects.Sqlite;
using SQLitePCL;

namespace ChatOps.Benchmarks.Migration;

/// <summary>
/// A shop as a SQLite file: 200,000 customers, 5,000 products, 1,000,000 orders and 3,000,000 order lines at scale 1, with six indexes and three
/// references. The same scale gives the same rows, whenever and wherever it is made.
/// </summary>
internal sealed record ShopSource
{
    private static readonly string[] Cities = ["Köln", "São Paulo", "Łódź", "Zürich", "Tromsø", "Bogotá", "Austin", "Osaka", "Pune", "Lagos", "Turin", "Ghent"];
    private static readonly string[] States = ["open", "paid", "packed", "shipped", "returned", "cancelled"];

    private ShopSource(string folder, double scale)
    {
        File = Path.Combine(folder, "shop.sqlite");
        long Scaled(long rows) => Math.Max(1, (long)(rows * scale));
        var (customers, products, orders) = (Scaled(200_000), Scaled(5_000), Scaled(1_000_000));
        Tables =
        [
            new("customers", "id INTEGER, name VARCHAR(80) NOT NULL, email VARCHAR(120) NOT NULL, city VARCHAR(60), active BOOLEAN NOT NULL, credit NUMERIC(10,2), rating REAL, created_at DATETIME NOT NULL",
                [], ["UNIQUE INDEX ux_customers_email ON customers (email)"], customers, Customer),
            new("products", "id INTEGER, sku VARCHAR(20) NOT NULL, title TEXT NOT NULL, price NUMERIC(10,2) NOT NULL, weight REAL, discontinued BOOLEAN NOT NULL, note TEXT",
                [], ["UNIQUE INDEX ux_products_sku ON products (sku)"], products, Product),
            new("orders", "id INTEGER, customer_id INTEGER NOT NULL, status VARCHAR(12) NOT NULL, ordered_at DATETIME NOT NULL, shipped_at DATETIME, total NUMERIC(10,2) NOT NULL, paid BOOLEAN NOT NULL",
                ["FOREIGN KEY (customer_id) REFERENCES customers (id)"], ["INDEX ix_orders_customer ON orders (customer_id)", "INDEX ix_orders_ordered ON orders (ordered_at)"], orders, row => Order(row, customers)),
            new("order_lines", "id INTEGER, order_id INTEGER NOT NULL, product_id INTEGER NOT NULL, quantity INTEGER NOT NULL, price NUMERIC(10,2) NOT NULL, discount REAL, note TEXT",
                ["FOREIGN KEY (order_id) REFERENCES orders (id)", "FOREIGN KEY (product_id) REFERENCES products (id)"], ["INDEX ix_lines_order ON order_lines (order_id)", "INDEX ix_lines_product ON order_lines (product_id)"],
                Scaled(3_000_000), row => Line(row, orders, products)),
        ];
    }

    public string File { get; }

    /// <summary>Referenced ones first.</summary>
    public IReadOnlyList<ShopTable> Tables { get; private init; }

    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>A table's rows as CSV beside the file.</summary>
    public string CsvOf(ShopTable table) => Path.Combine(Path.GetDirectoryName(File)!, table.Name + ".csv");

    /// <summary>Makes the file, and the same rows as CSV.</summary>
    /// <param name="scale">1 for 4.2 million rows.</param>
    /// <param name="bare">Without keys, references and indexes.</param>
    public static ShopSource Create(string folder, double scale, bool bare = false)
    {
        SqliteLibrary.Initialize();
        var shop = new ShopSource(folder, scale);
        shop = bare ? shop with { Tables = [.. shop.Tables.Select(table => table.Bare)] } : shop;
        Check(raw.sqlite3_open(shop.File, out var db), db);
        using (db)
        {
            Execute(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
            foreach (var table in shop.Tables)
            {
                Execute(db, table.SqliteDefinition);
                Fill(db, table, shop.CsvOf(table));
            }

            foreach (var index in shop.Tables.SelectMany(table => table.Indexes))
            {
                Execute(db, $"CREATE {index}");
            }

            Execute(db, "COMMIT");
        }

        return shop;
    }

    private static void Fill(sqlite3 db, ShopTable table, string csv)
    {
        var marks = string.Join(", ", Enumerable.Repeat("?", table.ColumnCount));
        Check(raw.sqlite3_prepare_v2(db, $"INSERT INTO {table.Name} VALUES ({marks})", out var insert), db);
        using (insert)
        using (var row = new ShopRow(insert, csv, table.Name))
        {
            for (var number = 1L; number <= table.Rows; number++)
            {
                row.Begin(number);
                table.Fill(row);
                row.End();
            }
        }
    }

    private static void Customer(ShopRow row)
    {
        var name = $"{(row.One(3) ? "Ana" : "Jürgen")} {row.Below(90_000):x}";
        row.Text(name);
        row.Text(string.Create(CultureInfo.InvariantCulture, $"user{row.Number}@example{row.Below(40)}.org"));
        row.TextOrNull(row.One(10) ? null : Cities[row.Below(Cities.Length)]);
        row.Integer(row.One(8) ? 0 : 1);
        row.CentsOrNull(row.One(5) ? null : row.Below(9_999_999));
        row.RealOrNull(row.One(6) ? null : row.Below(1_000_000_007) / 97.0);
        row.Moment(row.Below(300_000_000));
    }

    private static void Product(ShopRow row)
    {
        row.Text(string.Create(CultureInfo.InvariantCulture, $"SKU-{row.Number:00000}-{row.Below(900) + 100}"));
        row.Text($"Product, \"grade {row.Below(9)}\" no. {row.Below(100_000)}");
        row.CentsOrNull(row.Below(500_000));
        row.RealOrNull(row.One(9) ? null : row.Below(1_000_000_007) / 1e7);
        row.Integer(row.One(20) ? 1 : 0);
        row.TextOrNull(row.One(2) ? null : $"Line one\nline two of {row.Below(1000)}");
    }

    private static void Order(ShopRow row, long customers)
    {
        row.Integer(row.Below(customers) + 1);
        row.Text(States[row.Below(States.Length)]);
        var ordered = row.Below(300_000_000);
        row.Moment(ordered);
        row.MomentOrNull(row.One(4) ? null : ordered + row.Below(900_000));
        row.CentsOrNull(row.Below(2_000_000));
        row.Integer(row.One(7) ? 0 : 1);
    }

    private static void Line(ShopRow row, long orders, long products)
    {
        row.Integer(row.Below(orders) + 1);
        row.Integer(row.Below(products) + 1);
        row.Integer(row.Below(20) + 1);
        row.CentsOrNull(row.Below(500_000));
        row.RealOrNull(row.One(3) ? null : row.Below(1_000_000_007) / 3e9);
        row.TextOrNull(row.One(10) ? $"gift, wrap no. {row.Below(100_000)}" : null);
    }

    private static void Execute(sqlite3 db, string sql) => Check(raw.sqlite3_exec(db, sql, null, null, out _), db);

    private static void Check(int result, sqlite3 db)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }
}
