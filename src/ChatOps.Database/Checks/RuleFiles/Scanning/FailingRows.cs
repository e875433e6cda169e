using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Scanning;

/// <summary>Reads the rows that fail at least one of several checks in one pass, each with the checks that it fails.</summary>
internal sealed class FailingRows : IAsyncDisposable
{
    private readonly RowReader _rows;
    private readonly IReadOnlyList<RowCheck> _checks;
    private readonly int _keys;

    private FailingRows(RowReader rows, IReadOnlyList<RowCheck> checks, IReadOnlyList<string> names, int keys)
    {
        (_rows, _checks, Names, _keys) = (rows, checks, names, keys);
    }

    /// <summary>The columns of the key that are no columns of the table, then those that were asked for.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>How many of <see cref="Names"/> come first and tell one row from another.</summary>
    internal int KeyLength => _keys;

    internal static async Task<FailingRows> OpenAsync(
        ReaderSession session, Table table, IReadOnlyList<Column> columns, IReadOnlyList<RowCheck> checks, CancellationToken cancellationToken)
    {
        var (sql, dialect) = (session.Dialect.RuleSql, session.Dialect.CheckSql);
        var key = dialect.Key(table);
        var others = columns.Where(column => !key.Any(part => part.Name == column.Name)).ToList();
        var names = key.Select(part => part.Name).Concat(others.Select(column => column.Name)).ToList();
        var selected = key.Select((part, index) => $"{part.Sql} AS c{index}")
            .Concat(others.Select((column, index) => $"{sql.Quote(column.Name)} AS c{key.Count + index}"))
            .Concat(checks.Select((check, index) => $"CASE WHEN {check.Where} THEN 1 ELSE 0 END AS f{index}"));
        var where = string.Join(" OR ", checks.Select(check => $"({check.Where})"));
        var rows = await session.QueryAsync($"SELECT {string.Join(", ", selected)} FROM {sql.Table(table)} WHERE {where}", cancellationToken);
        return new FailingRows(rows, checks, names, key.Count);
    }

    internal ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => _rows.ReadAsync(cancellationToken);

    /// <summary>The checks that the current row fails.</summary>
    internal IEnumerable<RowCheck> Failed => _checks.Where((_, index) => _rows.GetInt64(Names.Count + index) != 0);

    internal object? Value(int column) => _rows.GetValue(column);

    /// <summary>The current row as a finding shows it: its key and the check's own columns.</summary>
    internal Dictionary<string, object?> SampleOf(RowCheck check)
    {
        var sample = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var index = 0; index < Names.Count; index++)
        {
            if (index < _keys || check.Shown.Contains(Names[index]))
            {
                sample[Names[index]] = _rows.GetValue(index);
            }
        }

        return sample;
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();
}
