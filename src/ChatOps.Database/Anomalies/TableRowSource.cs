using System.Runtime.CompilerServices;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Anomalies;

/// <summary>The rows of a table in primary-key order, read twice from one snapshot.</summary>
internal sealed class TableRowSource : RowSource
{
    private readonly ReaderSession _session;
    private readonly Table _table;
    private readonly IReadOnlyList<Column> _selected;

    private TableRowSource(ReaderSession session, Table table, IReadOnlyList<Column> selected) => (_session, _table, _selected) = (session, table, selected);

    /// <exception cref="DatabaseException">There is no such table or column.</exception>
    public static async Task<TableRowSource> OpenAsync(ReaderSession session, AnomalyOptions options, CancellationToken cancellationToken)
    {
        var schema = await SchemaReader.ReadAsync(session, cancellationToken);
        var table = Named(schema.Tables, t => t.Name, options.Table) ?? throw new DatabaseException(
            DatabaseProblem.BadStatement,
            $"'{session.Connection.Name}' has no table '{options.Table}'. Nothing was read. Its tables: {Some(schema.Tables.Select(t => t.Name))}.");
        var (columns, ignored) = FeatureCandidates.Of(table, options.Columns);
        var selected = columns.Concat(table.PrimaryKey).Select(name => table.Find(name)!).ToList();
        return new TableRowSource(session, table, selected)
        {
            Columns = columns,
            KeyColumns = table.PrimaryKey,
            Ignored = ignored,
            Sql = session.Dialect.ScanSql(table, selected, ordered: true),
        };
    }

    public override async IAsyncEnumerable<Cell[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cells = new Cell[Width];
        await using var rows = await _session.ScanAsync(_table, _selected, ordered: true, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Read(rows, i);
            }

            yield return cells;
        }
    }

    /// <summary>The element with that name, its case ignored where no other has it exactly.</summary>
    internal static T? Named<T>(IEnumerable<T> all, Func<T, string> name, string wanted)
        where T : class =>
        all.FirstOrDefault(x => name(x) == wanted) ?? all.FirstOrDefault(x => string.Equals(name(x), wanted, StringComparison.OrdinalIgnoreCase));

    internal static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count switch
        {
            0 => "none",
            <= 20 => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(20))} and {all.Count - 20} more",
        };
    }

    private static Cell Read(RowReader rows, int column) => rows.GetKind(column) switch
    {
        ValueKind.Null => Cell.Missing,
        ValueKind.Integer => Cell.Of(rows.GetInt64(column)),
        ValueKind.Boolean => Cell.Of(rows.GetInt64(column)),
        ValueKind.Real or ValueKind.Decimal => Cell.Of(rows.GetDouble(column)),
        ValueKind.Text => Cell.Of(rows.GetText(column)),
        _ => Cell.Blob,
    };
}
