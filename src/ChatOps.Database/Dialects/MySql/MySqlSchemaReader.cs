using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>
/// Reads the catalog in nine queries, whatever the number of tables, and puts it together here. Where the catalog hides a table's constraints
/// from a user who may only SELECT, the table's own statement is asked for.
/// </summary>
internal sealed class MySqlSchemaReader
{
    private readonly List<TableRow> _tables = [];
    private readonly List<IndexRow> _indexes = [];
    private readonly List<(string Table, ForeignKey Key)> _foreignKeys = [];
    private readonly List<(string Table, CheckConstraint Check)> _checks = [];
    private readonly List<View> _views = [];
    private readonly List<Trigger> _triggers = [];
    private readonly List<(string Table, Column Column)> _columns = [];
    private string? _collation;

    internal static async Task<Schema> ReadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var reader = new MySqlSchemaReader();
        await reader.LoadAsync(session, cancellationToken);
        var schema = reader.Build();
        return schema with { Fingerprint = SchemaFingerprint.Compute(schema) };
    }

    private async Task LoadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        Task EachAsync(string sql, Action<RowReader> take) => session.EachAsync(sql, take, cancellationToken);
        var ofTable = await session.IsTrueAsync("SELECT VERSION() LIKE '%MariaDB%'", cancellationToken) ? MySqlCatalog.ChecksOfTable : "";
        await EachAsync(MySqlCatalog.Database, row => _collation = row.GetValue(0) as string);
        await EachAsync(MySqlCatalog.Tables, row => _tables.Add(new TableRow(
            row.GetText(0), row.GetValue(2) as string, row.GetValue(3) as string, Number(row, 4), Number(row, 5), row.GetText(6), Number(row, 7) == 1)));
        await EachAsync(MySqlCatalog.Columns, row => _columns.Add((row.GetText(0), ColumnOf(row))));
        await EachAsync(MySqlCatalog.Indexes, row => _indexes.Add(new IndexRow(
            row.GetText(0), row.GetText(1), Number(row, 2) == 1, row.GetValue(3) as string, Number(row, 4), row.GetText(5), row.GetValue(6) as string)));
        var keys = new List<ForeignKeyRow>();
        await EachAsync(MySqlCatalog.ForeignKeys, row => keys.Add(new ForeignKeyRow(
            row.GetText(0), row.GetText(1), row.GetText(2), Number(row, 3) == 1 ? row.GetText(5) : $"{row.GetText(4)}.{row.GetText(5)}", row.GetText(6), row.GetText(7), row.GetText(8))));
        _foreignKeys.AddRange(keys.GroupBy(row => (row.Table, row.Name)).Select(rows => (rows.Key.Table, BuildForeignKey(rows))));
        await EachAsync(MySqlCatalog.Checks.Replace("{0}", ofTable, StringComparison.Ordinal), row => _checks.Add((row.GetText(0), new CheckConstraint(row.GetText(1), MySqlTableSql.WithDoubledQuotes(row.GetText(2))))));
        await LoadHiddenAsync(session, cancellationToken);
        await EachAsync(MySqlCatalog.Views, row => _views.Add(new View(row.GetText(0), row.GetText(1))));
        await EachAsync(MySqlCatalog.Triggers, row => _triggers.Add(new Trigger(row.GetText(0), row.GetText(1), row.GetText(2))));
    }

    private async Task LoadHiddenAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        await session.EachAsync(MySqlCatalog.Constrained, row => shown.Add(row.GetText(0)), cancellationToken);
        foreach (var table in _tables.Where(table => !shown.Contains(table.Name)))
        {
            var statement = await StatementOfAsync(session, table.Name, cancellationToken);
            _foreignKeys.AddRange(statement.ForeignKeys.Where(key => !_foreignKeys.Exists(known => known.Table == table.Name && known.Key.Name == key.Name)).Select(key => (table.Name, key)).ToList());
            _checks.AddRange(statement.Checks.Where(check => !_checks.Exists(known => known.Table == table.Name && known.Check.Name == check.Name)).Select(check => (table.Name, check)).ToList());
        }
    }

    /// <summary>Empty for a table of which the user may read some columns only.</summary>
    private static async Task<MySqlTableSql> StatementOfAsync(ReaderSession session, string table, CancellationToken cancellationToken)
    {
        try
        {
            var sql = "";
            await session.EachAsync($"SHOW CREATE TABLE {MySqlDialect.Quote(table)}", row => sql = row.GetText(1), cancellationToken);
            return MySqlTableSql.Parse(sql);
        }
        catch (DatabaseException refused) when (!refused.IsTransient)
        {
            return MySqlTableSql.Parse("");
        }
    }

    private static Column ColumnOf(RowReader row)
    {
        var (type, extra) = (row.GetText(3), row.GetText(10));
        var kind = MySqlTypes.KindOf(type);
        var generated = extra.Contains("VIRTUAL", StringComparison.OrdinalIgnoreCase) || extra.Contains("STORED", StringComparison.OrdinalIgnoreCase) || extra.Contains("PERSISTENT", StringComparison.OrdinalIgnoreCase);
        return new Column(row.GetText(1), row.GetText(2), row.GetText(4) == "YES")
        {
            Kind = kind,
            // MariaDB writes the word for a nullable column without a default.
            Default = generated || row.GetValue(5) is not string expression || expression == "NULL" ? null : expression,
            Collation = row.GetValue(6) as string,
            IgnoresCase = row.GetValue(6) is string collation && collation.Contains("_ci", StringComparison.Ordinal),
            Generated = generated,
            Expression = generated ? MySqlTableSql.WithDoubledQuotes(row.GetText(12)) : null,
            Stored = generated && !extra.Contains("VIRTUAL", StringComparison.OrdinalIgnoreCase),
            NeverReused = extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase),
            OnUpdate = extra.IndexOf("on update ", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? extra[(at + "on update ".Length)..] : null,
            Identity = extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase),
            Length = kind is ColumnKind.Text or ColumnKind.Binary ? Number(row, 7) : null,
            Precision = kind == ColumnKind.Decimal ? (int?)Number(row, 8) : null,
            Scale = kind == ColumnKind.Decimal ? (int?)Number(row, 9) : null,
            WithZone = type == "timestamp",
            Comment = row.GetText(11) is { Length: > 0 } comment ? comment : null,
        };
    }

    /// <summary>MariaDB's JSON is another name for LONGTEXT with this check (MariaDB, "JSON Data Type").</summary>
    private void FindJson()
    {
        for (var at = 0; at < _columns.Count; at++)
        {
            var (table, column) = _columns[at];
            if (column.DeclaredType == "longtext" && _checks.RemoveAll(check => check.Table == table && check.Check.Expression == $"json_valid({MySqlDialect.Quote(column.Name)})") > 0)
            {
                _columns[at] = (table, column with { DeclaredType = "json", Kind = MySqlTypes.KindOf("json"), Length = null });
            }
        }
    }

    private Schema Build()
    {
        FindJson();
        var columns = _columns.ToLookup(item => item.Table, item => item.Column, StringComparer.Ordinal);
        var indexes = _indexes.ToLookup(row => row.Table, StringComparer.Ordinal);
        var foreignKeys = _foreignKeys.ToLookup(item => item.Table, item => item.Key, StringComparer.Ordinal);
        var checks = _checks.ToLookup(item => item.Table, item => item.Check, StringComparer.Ordinal);
        var counters = _tables.Where(table => table.Next is not null).Select(table => (Table: table, Column: columns[table.Name].FirstOrDefault(column => column.Identity))).Where(pair => pair.Column is not null).ToList();
        return new Schema
        {
            Tables =
            [
                .. _tables.Select(table => new Table
                {
                    Name = table.Name,
                    Columns = [.. columns[table.Name]],
                    PrimaryKey = [.. indexes[table.Name].Where(row => row.Name == "PRIMARY").Select(row => row.Column).OfType<string>()],
                    ForeignKeys = [.. foreignKeys[table.Name].OrderBy(key => key.Name, StringComparer.Ordinal)],
                    Indexes = [.. indexes[table.Name].GroupBy(row => row.Name).Select(BuildIndex)],
                    Checks = [.. checks[table.Name].OrderBy(check => check.Name, StringComparer.Ordinal).Select(check => check with { Columns = SqlTokenizer.Names(check.Expression, columns[table.Name].Select(column => column.Name)) })],
                    Kind = table.Partitioned ? TableKind.Partitioned : TableKind.Ordinary,
                    Engine = table.Engine,
                    Collation = table.Collation,
                    Comment = table.Comment.Length > 0 ? table.Comment : null,
                }).OrderBy(table => table.Name, StringComparer.Ordinal),
            ],
            Views = _views,
            Triggers = _triggers,
            Sequences = [.. counters.Select(pair => new Sequence(pair.Table.Name, pair.Table.Name, pair.Column!.Name) { Limit = MySqlTypes.LimitOf(pair.Column.DeclaredType) })],
            Collation = _collation,
            Fingerprint = "",
            Statistics = new SchemaStatistics
            {
                Rows = _tables.Where(table => table.Rows is not null).ToDictionary(table => table.Name, table => table.Rows!.Value),
                Sequences = counters.ToDictionary(pair => pair.Table.Name, pair => (decimal)pair.Table.Next!.Value - 1),
            },
        };
    }

    private static ForeignKey BuildForeignKey(IEnumerable<ForeignKeyRow> rows) => new(
        rows.First().Name, [.. rows.Select(row => row.Column)], rows.First().Referenced, [.. rows.Select(row => row.ReferencedColumn)], rows.First().OnDelete, rows.First().OnUpdate);

    /// <summary>A column of which only the beginning is indexed counts as an expression: it guarantees nothing about whole values.</summary>
    private static Index BuildIndex(IGrouping<string, IndexRow> rows)
    {
        var first = rows.First();
        var parts = rows.Select(row => row.Column is null ? "(expression)" : MySqlDialect.Quote(row.Column) + (row.Part is null ? "" : string.Create(CultureInfo.InvariantCulture, $"({row.Part})")));
        return new Index(rows.Key, [.. rows.Select(row => row.Part is null ? row.Column : null)], first.Unique, rows.Key == "PRIMARY" ? IndexOrigin.PrimaryKey : first.Unique ? IndexOrigin.Unique : IndexOrigin.Created)
        {
            Parts = [.. rows.Select(row => new IndexPart(row.Column, row.Column is null ? "" : null) { Descending = row.Order == "D", Prefix = (int?)row.Part })],
            Sql = $"INDEX {MySqlDialect.Quote(rows.Key)} ({string.Join(", ", parts)})",
            Method = first.Method.ToLowerInvariant(),
            Collations = [.. rows.Select(row => $"{row.Method} {row.Order}")],
        };
    }

    /// <summary>Unsigned 64-bit figures may be too large for a signed one; nothing here needs them exact.</summary>
    private static long? Number(RowReader row, int column) => row.GetValue(column) switch
    {
        null => null,
        long whole => whole,
        var other => (long)Math.Min(long.MaxValue, Convert.ToDecimal(other, CultureInfo.InvariantCulture)),
    };

    private sealed record TableRow(string Name, string? Engine, string? Collation, long? Rows, long? Next, string Comment, bool Partitioned);

    private sealed record IndexRow(string Table, string Name, bool Unique, string? Column, long? Part, string Method, string? Order);

    private sealed record ForeignKeyRow(string Table, string Name, string Column, string Referenced, string ReferencedColumn, string OnDelete, string OnUpdate);
}
