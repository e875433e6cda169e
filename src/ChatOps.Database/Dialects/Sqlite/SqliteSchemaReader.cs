using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// The catalog in four queries, whatever the number of tables: <c>sqlite_master</c> alone and joined with the table-valued pragmas.
/// What the pragmas do not tell (CHECK, collations, constraint names) is read from the CREATE statement by <see cref="SqliteTableSql"/>.
/// </summary>
internal sealed class SqliteSchemaReader
{
    /// <summary>Virtual tables and views have no root page; a virtual table's module may be missing here, so its columns are not asked for.</summary>
    private const string RealTables = "m.type = 'table' AND m.rootpage > 0 AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    /// <summary>SQLite takes at most 500 terms in a compound SELECT.</summary>
    private const int TablesAtOnce = 200;

    private readonly List<Master> _master = [];
    private readonly Dictionary<string, List<ColumnRow>> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ForeignKeyRow>> _foreignKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<IndexRow>> _indexes = new(StringComparer.Ordinal);
    private Dictionary<string, SqliteTableSql> _parsed = [];
    private Dictionary<string, string> _indexSql = [];

    internal static async Task<Schema> ReadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var reader = new SqliteSchemaReader();
        await reader.LoadAsync(session, cancellationToken);
        var schema = reader.Build();
        return schema with
        {
            Fingerprint = SchemaFingerprint.Compute(schema),
            Statistics = new SchemaStatistics { Rows = await EstimateRowsAsync(session, schema.Tables, cancellationToken) },
        };
    }

    /// <summary>The largest rowid, which the engine finds at once; close to the number of rows unless many were deleted.</summary>
    private static async Task<Dictionary<string, long>> EstimateRowsAsync(ReaderSession session, IReadOnlyList<Table> tables, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in tables.Where(table => !table.WithoutRowId && table.Find("rowid") is null).Chunk(TablesAtOnce))
        {
            var maxima = some.Select(table => $"SELECT {SqliteDialect.Literal(table.Name)}, (SELECT max(rowid) FROM {SqliteDialect.Quote(table.Name)})");
            try
            {
                await session.EachAsync(string.Join(" UNION ALL ", maxima), row => rows[row.GetText(0)] = Math.Max(0, row.GetInt64(1)), cancellationToken);
            }
            catch (DatabaseException exception) when (!exception.IsTransient)
            {
                // A damaged table has no estimate; whoever reads its rows says what is wrong with it.
            }
        }

        return rows;
    }

    private async Task LoadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        await session.EachAsync(
            "SELECT m.type, m.name, m.tbl_name, m.sql, m.rootpage FROM sqlite_master m ORDER BY m.name",
            row => _master.Add(new Master(row.GetText(0), row.GetText(1), row.GetText(2), row.GetText(3), row.GetInt64(4))), cancellationToken);
        await session.EachAsync(
            $"SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE {RealTables} ORDER BY m.name, c.cid",
            row => Add(_columns, row.GetText(0), new ColumnRow(
                row.GetText(1), row.GetText(2), row.GetInt64(3) != 0, row.GetValue(4) as string, (int)row.GetInt64(5), row.GetInt64(6))),
            cancellationToken);
        await session.EachAsync(
            $"SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_delete, f.on_update FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE {RealTables} ORDER BY m.name, f.id DESC, f.seq",
            row => Add(_foreignKeys, row.GetText(0), new ForeignKeyRow(
                row.GetInt64(1), row.GetText(2), row.GetText(3), row.GetValue(4) as string, row.GetText(5), row.GetText(6))),
            cancellationToken);
        await session.EachAsync(
            $"SELECT m.name, i.name, i.\"unique\", i.origin, i.partial, x.name, x.coll, x.desc FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE {RealTables} AND x.key ORDER BY m.name, i.name, x.seqno",
            row => Add(_indexes, row.GetText(0), new IndexRow(
                row.GetText(1), row.GetInt64(2) != 0, row.GetText(3), row.GetInt64(4) != 0, row.GetValue(5) as string, row.GetText(6), row.GetInt64(7) != 0)),
            cancellationToken);
    }

    private Schema Build()
    {
        var virtualTables = _master.Where(entry => entry is { Type: "table", RootPage: 0 }).ToList();
        var shadows = SqliteShadowTables.Of(virtualTables.ToDictionary(entry => entry.Name, entry => entry.Sql));
        var tables = _master
            .Where(entry => entry is { Type: "table", RootPage: > 0 } && _columns.ContainsKey(entry.Name) && !shadows.ContainsKey(entry.Name))
            .ToList();
        _indexSql = _master.Where(entry => entry.Type == "index" && entry.Sql.Length > 0).ToDictionary(entry => entry.Name, entry => entry.Sql, StringComparer.Ordinal);
        _parsed = tables.ToDictionary(entry => entry.Name, entry => SqliteTableSql.Parse(entry.Sql));
        return new Schema
        {
            Tables = [.. tables.Select(BuildTable).OrderBy(table => table.Name, StringComparer.Ordinal)],
            Views = [.. _master.Where(entry => entry.Type == "view").Select(entry => new View(entry.Name, entry.Sql))],
            Triggers = [.. _master.Where(entry => entry.Type == "trigger").Select(entry => new Trigger(entry.Name, entry.Table, entry.Sql))],
            Skipped =
            [
                .. virtualTables.Select(entry => new SkippedTable(entry.Name, "It is a virtual table: its rows come from a module, not from the file."))
                    .Concat(_master.Where(entry => entry.Type == "table" && shadows.ContainsKey(entry.Name))
                        .Select(entry => new SkippedTable(entry.Name, $"It is the internal storage of the virtual table '{shadows[entry.Name]}'.")))
                    .OrderBy(skipped => skipped.Name, StringComparer.Ordinal),
            ],
            Fingerprint = "",
        };
    }

    private Table BuildTable(Master entry)
    {
        var parsed = _parsed[entry.Name];
        var rows = _columns[entry.Name];
        var indexes = BuildIndexes(entry.Name, parsed);
        var rowIdAlias = IsRowIdAlias(rows, parsed, indexes);
        return new Table
        {
            Name = entry.Name,
            Columns =
            [
                .. rows.Select(row => SqliteTypes.Describe(new Column(row.Name, row.Type, !row.NotNull && !IsNeverNull(row, parsed, rowIdAlias))
                {
                    Default = row.Default,
                    Collation = parsed.Collations.GetValueOrDefault(row.Name),
                    Generated = row.Generated,
                    Expression = row.Generated ? parsed.Expressions.GetValueOrDefault(row.Name) : null,
                    Stored = row.Hidden == ColumnRow.Stored,
                    Identity = row.Key > 0 && rowIdAlias,
                    NeverReused = row.Key > 0 && rowIdAlias && parsed.Autoincrement,
                })),
            ],
            PrimaryKey = KeyOf(rows),
            ForeignKeys = BuildForeignKeys(entry.Name, parsed),
            Indexes = indexes,
            Checks = [.. parsed.Checks.Select(check => check with { Columns = SqlTokenizer.Names(check.Expression, rows.Select(row => row.Name)) })],
            WithoutRowId = parsed.WithoutRowId,
            Strict = parsed.Strict,
        };
    }

    private static List<string> KeyOf(IEnumerable<ColumnRow> rows) =>
        [.. rows.Where(row => row.Key > 0).OrderBy(row => row.Key).Select(row => row.Name)];

    /// <summary>A lone INTEGER PRIMARY KEY of a rowid table is the rowid itself: never NULL and without an index of its own.</summary>
    private static bool IsRowIdAlias(List<ColumnRow> rows, SqliteTableSql parsed, List<Index> indexes) =>
        !parsed.WithoutRowId
        && rows.Count(row => row.Key > 0) == 1
        && rows.Single(row => row.Key > 0).Type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase)
        && indexes.TrueForAll(index => index.Origin != IndexOrigin.PrimaryKey);

    /// <summary>Elsewhere SQLite keeps an old mistake and allows NULL in a primary key ("CREATE TABLE", section 3.5).</summary>
    private static bool IsNeverNull(ColumnRow row, SqliteTableSql parsed, bool rowIdAlias) =>
        row.Key > 0 && (rowIdAlias || parsed.WithoutRowId || parsed.Strict);

    private List<Index> BuildIndexes(string table, SqliteTableSql parsed) =>
        [.. _indexes.GetValueOrDefault(table, []).GroupBy(row => row.Name).Select(group => BuildIndex(group.Key, [.. group], parsed))];

    private Index BuildIndex(string name, IReadOnlyList<IndexRow> rows, SqliteTableSql parsed)
    {
        var sql = _indexSql.GetValueOrDefault(name);
        var written = sql is null ? null : SqliteIndexSql.Parse(sql);
        return new Index(name, [.. rows.Select(row => row.Column)], rows[0].Unique, OriginOf(rows[0].Origin))
        {
            Parts =
            [
                .. rows.Select((row, at) => new IndexPart(row.Column, row.Column is null ? written?.Expressions.ElementAtOrDefault(at) : null)
                {
                    Descending = row.Descending,
                    Collation = row.Column is { } column && !row.Collation.Equals(parsed.Collations.GetValueOrDefault(column, "BINARY"), StringComparison.OrdinalIgnoreCase) ? row.Collation : null,
                }),
            ],
            Partial = rows[0].Partial,
            Condition = written?.Condition,
            Constraint = sql is null ? parsed.KeyName([.. rows.Select(row => row.Column).OfType<string>()]) : null,
            Sql = sql,
            Collations = [.. rows.Select(row => row.Collation)],
        };
    }

    private static IndexOrigin OriginOf(string letter) => letter switch
    {
        "pk" => IndexOrigin.PrimaryKey,
        "u" => IndexOrigin.Unique,
        _ => IndexOrigin.Created,
    };

    private List<ForeignKey> BuildForeignKeys(string table, SqliteTableSql parsed)
    {
        var keys = new List<ForeignKey>();
        foreach (var group in _foreignKeys.GetValueOrDefault(table, []).GroupBy(row => row.Id))
        {
            var first = group.First();
            var referenced = _columns.Keys.FirstOrDefault(name => name.Equals(first.Table, StringComparison.OrdinalIgnoreCase)) ?? first.Table;
            var columns = group.Select(row => Resolve(table, row.From)).ToList();
            List<string> targets = group.All(row => row.To is not null)
                ? [.. group.Select(row => Resolve(referenced, row.To!))]
                : [.. KeyOf(_columns.GetValueOrDefault(referenced, []))];
            keys.Add(new ForeignKey(
                parsed.ForeignKeyName(columns), columns, referenced, targets.Count == columns.Count ? targets : [], first.OnDelete, first.OnUpdate)
            { Deferrable = parsed.IsDeferrable(columns), Deferred = parsed.IsDeferred(columns) });
        }

        return keys;
    }

    /// <summary>The column's own spelling where the reference spells it otherwise.</summary>
    private string Resolve(string table, string column) =>
        _columns.GetValueOrDefault(table, []).FirstOrDefault(row => row.Name.Equals(column, StringComparison.OrdinalIgnoreCase))?.Name ?? column;

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }

    private sealed record Master(string Type, string Name, string Table, string Sql, long RootPage);

    /// <param name="Hidden">0 for an ordinary column, 2 for a virtual and 3 for a stored generated one (SQLite, "PRAGMA table_xinfo").</param>
    private sealed record ColumnRow(string Name, string Type, bool NotNull, string? Default, int Key, long Hidden)
    {
        internal const long Stored = 3;

        internal bool Generated => Hidden > 1;
    }

    private sealed record ForeignKeyRow(long Id, string Table, string From, string? To, string OnDelete, string OnUpdate);

    private sealed record IndexRow(string Name, bool Unique, string Origin, bool Partial, string? Column, string Collation, bool Descending);
}
