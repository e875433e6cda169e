using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Profiling;

/// <summary>
/// Exact figures of one table from one pass over all its rows. SQLite runs inside this process, so a pass in code reads each value once and
/// serves every rule, where SQL would evaluate a hundred aggregates a row.
/// </summary>
internal sealed class TableStatistics
{
    /// <summary>Rows whose hashes are kept (64 MB); a larger table's duplicates are looked for by SQL alone.</summary>
    private const int HashLimit = 8_000_000;

    private readonly Dictionary<string, ColumnStatistics> _columns;

    private TableStatistics(Table table, string sql)
    {
        Sql = sql;
        _columns = table.Columns.ToDictionary(column => column.Name, _ => new ColumnStatistics(), StringComparer.Ordinal);
    }

    /// <summary>The statement that was read.</summary>
    internal string Sql { get; }

    internal long Rows { get; private set; }

    /// <summary>Two rows may be equal in everything but a one-column primary key.</summary>
    internal bool MayRepeatRows { get; private set; }

    internal ColumnStatistics this[string column] => _columns[column];

    /// <param name="onRows">Told the number of rows now and then.</param>
    internal static async Task<TableStatistics> ScanAsync(
        ReaderSession session, Table table, Action<long> onRows, CancellationToken cancellationToken)
    {
        var statistics = new TableStatistics(table, session.Dialect.ScanSql(table, table.Columns, ordered: false));
        await using var rows = await session.ScanAsync(table, table.Columns, ordered: false, cancellationToken);
        await Task.Run(() => statistics.ReadAsync(table, rows, onRows, cancellationToken), cancellationToken);
        return statistics;
    }

    private async Task ReadAsync(Table table, RowReader rows, Action<long> onRows, CancellationToken cancellationToken)
    {
        var columns = table.Columns.Select(column => _columns[column.Name]).ToArray();
        var inHash = table.Columns.Select(column => table.PrimaryKey.Count == 0 || !table.PrimaryKey.Contains(column.Name)).ToArray();
        var hashes = new List<ulong>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var hash = RowHash.Seed;
            for (var index = 0; index < columns.Length; index++)
            {
                var value = columns[index].Add(rows, index);
                hash = inHash[index] ? RowHash.Mix(hash, value) : hash;
            }

            if (hashes.Count < HashLimit)
            {
                hashes.Add(hash);
            }

            if (++Rows % 100_000 == 0)
            {
                onRows(Rows);
            }
        }

        MayRepeatRows = Rows > HashLimit || Repeats(hashes);
    }

    private static bool Repeats(List<ulong> hashes)
    {
        hashes.Sort();
        for (var index = 1; index < hashes.Count; index++)
        {
            if (hashes[index] == hashes[index - 1])
            {
                return true;
            }
        }

        return false;
    }
}
