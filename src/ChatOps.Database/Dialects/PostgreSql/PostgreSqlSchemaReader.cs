using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>Reads the catalog in seven queries, whatever the number of tables, and puts it together here.</summary>
internal sealed class PostgreSqlSchemaReader
{
    private readonly Dictionary<long, ClassRow> _classes = [];
    private readonly Dictionary<long, SortedDictionary<int, Column>> _columns = [];
    private readonly Dictionary<long, List<Index>> _indexes = [];
    private readonly Dictionary<long, List<ForeignKey>> _foreignKeys = [];
    private readonly Dictionary<long, List<CheckConstraint>> _checks = [];
    private readonly Dictionary<long, IReadOnlyList<string>> _primaryKeys = [];
    private readonly List<Trigger> _triggers = [];
    private readonly List<Sequence> _sequences = [];
    private readonly Dictionary<string, decimal> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), IndexUse> _uses = [];
    private readonly List<string> _hidden = [];
    private string? _default;
    private DateTimeOffset? _countedSince;

    internal static async Task<Schema> ReadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var reader = new PostgreSqlSchemaReader();
        await reader.LoadAsync(session, cancellationToken);
        var schema = reader.Build();
        return schema with { Fingerprint = SchemaFingerprint.Compute(schema) };
    }

    private async Task LoadAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var only = PostgreSqlDialect.Literal(ServerAddress.Parse(session.Connection.Reader.Reveal(), "postgresql", 5432).Options.GetValueOrDefault("schema"));
        Task EachAsync(string sql, Action<RowReader> take) => session.EachAsync(sql.Replace("{0}", only, StringComparison.Ordinal), take, cancellationToken);
        await EachAsync(PostgreSqlCatalog.Settings, ReadSettings);
        if (only != "NULL" && _default is null)
        {
            throw new DatabaseException(DatabaseProblem.NotFound, $"The database has no schema {only}, which the address of '{session.Connection.Name}' names, or its user may not look into it. Nothing was read.");
        }

        await EachAsync(PostgreSqlCatalog.Classes, row => _classes.Add(row.GetInt64(0), new ClassRow(
            row.GetText(1), row.GetText(2), row.GetText(3)[0], row.GetValue(4) as long?, row.GetValue(5) as string, row.GetValue(6) as string)));
        await EachAsync(PostgreSqlCatalog.Columns, ReadColumn);
        await EachAsync(PostgreSqlCatalog.Constraints, ReadConstraint);
        await EachAsync(PostgreSqlCatalog.Indexes, ReadIndex);
        await EachAsync(PostgreSqlCatalog.Triggers, row => _triggers.Add(new Trigger(row.GetText(1), NameOf(row.GetInt64(0)), row.GetText(2)) { Enabled = row.GetInt64(3) != 0 }));
        await EachAsync(PostgreSqlCatalog.Sequences, ReadSequence);
    }

    private void ReadSettings(RowReader row)
    {
        _default = row.GetValue(0) as string;
        _countedSince = row.GetValue(1) is string since ? DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
    }

    private void ReadColumn(RowReader row)
    {
        var (type, modifier) = (row.GetText(4), (int)row.GetInt64(5));
        var generated = row.GetText(9).Length > 0;
        var expression = row.GetValue(7) as string;
        var (length, precision, scale) = Sizes(type, modifier);
        Of(_columns, row.GetInt64(0)).Add((int)row.GetInt64(1), new Column(row.GetText(2), row.GetText(3), row.GetInt64(6) == 0)
        {
            Kind = PostgreSqlTypes.KindOf(type),
            Default = generated ? null : expression,
            Generated = generated,
            Expression = generated ? expression : null,
            Stored = row.GetText(9) == "s",
            NeverReused = row.GetText(8).Length > 0 || (expression?.StartsWith("nextval(", StringComparison.Ordinal) ?? false),
            AlwaysNumbered = row.GetText(8) == "a",
            Identity = row.GetText(8).Length > 0 || (expression?.StartsWith("nextval(", StringComparison.Ordinal) ?? false),
            Collation = row.GetValue(10) as string,
            IgnoresCase = type == "citext" || row.GetValue(11) is false,
            Length = length,
            Precision = precision,
            Scale = scale,
            WithZone = type == "timestamptz",
            Comment = row.GetValue(12) as string,
        });
    }

    /// <summary>How a type modifier holds sizes: <c>varchar</c> and <c>bpchar</c> in <c>varchar.c</c>, <c>numeric</c> in <c>numeric.c</c> of the server's source.</summary>
    private static (long? Length, int? Precision, int? Scale) Sizes(string type, int modifier) => (type, modifier) switch
    {
        ("varchar" or "bpchar", >= 4) => (modifier - 4, null, null),
        ("numeric", >= 4) => (null, ((modifier - 4) >> 16) & 0xFFFF, (((modifier - 4) & 0x7FF) ^ 1024) - 1024),
        _ => (null, null, null),
    };

    private void ReadConstraint(RowReader row)
    {
        var table = row.GetInt64(0);
        if (!_columns.ContainsKey(table))
        {
            return;
        }

        var (name, columns) = (row.GetText(1), Names(table, row.GetValue(3) as string));
        switch (row.GetText(2))
        {
            case "p":
                _primaryKeys[table] = columns;
                break;
            case "c":
                Of(_checks, table).Add(new CheckConstraint(name, row.GetText(11)) { Columns = columns, Validated = row.GetInt64(9) != 0 });
                break;
            default:
                var parent = row.GetInt64(4);
                Of(_foreignKeys, table).Add(new ForeignKey(
                    name, columns, _classes.ContainsKey(parent) ? NameOf(parent) : row.GetText(5), Names(parent, row.GetText(6)), ActionOf(row.GetText(7)), ActionOf(row.GetText(8)))
                {
                    ReferencedNamespace = _classes.GetValueOrDefault(parent)?.Namespace,
                    ReferencedLocalName = _classes.GetValueOrDefault(parent)?.Name ?? row.GetText(5),
                    Validated = row.GetInt64(9) != 0,
                    Deferrable = row.GetInt64(10) != 0,
                    Deferred = row.GetInt64(13) != 0,
                    Enforced = row.GetInt64(12) == 0,
                });
                break;
        }
    }

    private void ReadIndex(RowReader row)
    {
        var table = row.GetInt64(0);
        var name = row.GetText(1);
        var columns = row.GetText(2).Split(' ').Select(number => ColumnOf(table, int.Parse(number, CultureInfo.InvariantCulture))).ToList();
        var keys = (int)row.GetInt64(3);
        var orders = new[] { 11, 12, 13 }.Select(column => row.GetText(column).Split(' ')).ToList();
        var origin = row.GetInt64(5) != 0 ? IndexOrigin.PrimaryKey : row.GetInt64(6) != 0 ? IndexOrigin.Unique : IndexOrigin.Created;
        Of(_indexes, table).Add(new Index(name, columns[..keys], row.GetInt64(4) != 0, origin)
        {
            Parts = PartsOf(columns[..keys], row.GetText(18), orders[2]),
            Condition = row.GetValue(17) as string,
            Constraint = origin == IndexOrigin.Created ? null : name,
            Valid = row.GetInt64(7) != 0,
            Partial = row.GetInt64(8) != 0,
            Sql = row.GetText(9),
            Method = row.GetText(10),
            Collations = [.. Enumerable.Range(0, keys).Select(key => $"{row.GetText(10)} {string.Join(' ', orders.Select(order => order[key]))}")],
            Included = [.. columns[keys..].OfType<string>()],
            NullsNotDistinct = row.GetValue(14) is "true",
        });
        if (row.GetValue(15) is long scans)
        {
            _uses[(NameOf(table), name)] = new IndexUse(scans, row.GetInt64(16));
        }
    }

    /// <param name="described">A JSON list of expression, collation and operator class.</param>
    /// <param name="orders">Bits: 1 for descending, 2 for NULLs first (<c>pg_index.h</c>).</param>
    private static List<IndexPart> PartsOf(IReadOnlyList<string?> columns, string described, string[] orders) =>
    [
        .. JsonSerializer.Deserialize<string?[][]>(described)!.Select((part, at) => new IndexPart(columns[at], columns[at] is null ? part[0] : null)
        {
            Descending = orders[at] is "1" or "3",
            NullsFirst = orders[at] is "2" or "3",
            Collation = part[1],
            OperatorClass = part[2],
        }),
    ];

    private void ReadSequence(RowReader row)
    {
        var name = DisplayName(row.GetText(0), row.GetText(1));
        var table = row.GetValue(5) is long oid && _classes.ContainsKey(oid) ? NameOf(oid) : null;
        _sequences.Add(new Sequence(name, table, table is null ? null : row.GetValue(6) as string)
        {
            Limit = Math.Min(row.GetInt64(2), row.GetValue(7) switch { "int2" => short.MaxValue, "int4" => int.MaxValue, _ => long.MaxValue }),
            Increment = row.GetInt64(3),
            Cycles = row.GetInt64(4) != 0,
        });
        if (row.GetValue(8) is long last)
        {
            _given[name] = last;
        }
        else if (row.GetInt64(9) == 0)
        {
            _hidden.Add(name);
        }
    }

    private Schema Build() => new()
    {
        Tables = [.. _classes.Where(pair => pair.Value.Kind is 'r' or 'p' or 'f').Select(pair => BuildTable(pair.Key, pair.Value)).OrderBy(table => table.Name, StringComparer.Ordinal)],
        Views =
        [
            .. _classes.Where(pair => pair.Value.Kind is 'v' or 'm').Select(pair => new View(NameOf(pair.Key), pair.Value.Definition ?? "")
            {
                Namespace = pair.Value.Namespace,
                LocalName = pair.Value.Name,
                Materialized = pair.Value.Kind == 'm',
                Comment = pair.Value.Comment,
            }).OrderBy(view => view.Name, StringComparer.Ordinal),
        ],
        Triggers = _triggers,
        Sequences = _sequences,
        Fingerprint = "",
        Statistics = new SchemaStatistics
        {
            Rows = _classes.Where(pair => pair.Value.Rows is not null).ToDictionary(pair => NameOf(pair.Key), pair => pair.Value.Rows!.Value),
            Indexes = _uses,
            Sequences = _given,
            HiddenSequences = _hidden,
            CountedSince = _countedSince,
        },
    };

    private Table BuildTable(long oid, ClassRow row) => new()
    {
        Name = NameOf(oid),
        Namespace = row.Namespace,
        LocalName = row.Name,
        Columns = [.. _columns.GetValueOrDefault(oid, []).Values],
        PrimaryKey = _primaryKeys.GetValueOrDefault(oid, []),
        ForeignKeys = _foreignKeys.GetValueOrDefault(oid, []),
        Indexes = _indexes.GetValueOrDefault(oid, []),
        Checks = _checks.GetValueOrDefault(oid, []),
        Kind = row.Kind switch { 'p' => TableKind.Partitioned, 'f' => TableKind.Foreign, _ => TableKind.Ordinary },
        Comment = row.Comment,
    };

    private string NameOf(long oid) => _classes.TryGetValue(oid, out var row) ? DisplayName(row.Namespace, row.Name) : "";

    private string DisplayName(string @namespace, string name) => @namespace == (_default ?? "public") ? name : $"{@namespace}.{name}";

    private string? ColumnOf(long table, int number) => _columns.TryGetValue(table, out var columns) && columns.TryGetValue(number, out var column) ? column.Name : null;

    /// <summary>From <c>{1,3}</c>.</summary>
    private List<string> Names(long table, string? numbers) =>
        [.. (numbers ?? "{}").Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => ColumnOf(table, int.Parse(number, CultureInfo.InvariantCulture))).OfType<string>()];

    private static string ActionOf(string letter) => letter switch
    {
        "c" => "CASCADE",
        "n" => "SET NULL",
        "d" => "SET DEFAULT",
        "r" => "RESTRICT",
        _ => "NO ACTION",
    };

    private static T Of<T>(Dictionary<long, T> lists, long key)
        where T : new()
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = new T());
        }

        return list;
    }

    private sealed record ClassRow(string Namespace, string Name, char Kind, long? Rows, string? Comment, string? Definition);
}
