using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Profiling;

/// <summary>Columns and pairs of columns that tell every two rows apart.</summary>
internal static class CandidateKeys
{
    private const int MostPairs = 30;

    /// <param name="pairs">Pairs too, where neither column is a key by itself; each is proven by a statement that stops at the first repetition.</param>
    internal static async Task<IReadOnlyList<IReadOnlyList<string>>> FindAsync(
        ReaderSession session, Table table, long rows, IReadOnlyList<ColumnProfile> columns, bool pairs, CancellationToken cancellationToken)
    {
        if (rows < 2)
        {
            return [];
        }

        var keys = columns.Where(column => IsKey(column, rows)).Select(column => (IReadOnlyList<string>)[column.Name]).ToList();
        foreach (var pair in pairs ? Promising(columns, rows) : [])
        {
            if (!await RepeatsAsync(session, table, pair, cancellationToken))
            {
                keys.Add(pair);
            }
        }

        return keys;
    }

    private static bool IsKey(ColumnProfile column, long rows) => column.Nulls == 0 && column.Distinct == rows && !column.DistinctIsApproximate;

    /// <summary>Pairs with enough combinations for all rows, the fewest first: those are the most natural keys.</summary>
    private static IEnumerable<string[]> Promising(IReadOnlyList<ColumnProfile> columns, long rows)
    {
        ColumnProfile[] possible = [.. columns.Where(column => column.Nulls == 0 && column.Distinct > 1 && !IsKey(column, rows) && !column.StoredTypes.ContainsKey("blob"))];
        return (from first in Enumerable.Range(0, possible.Length)
                from second in Enumerable.Range(first + 1, possible.Length - first - 1)
                let combinations = (Int128)possible[first].Distinct * possible[second].Distinct
                where combinations >= rows
                orderby combinations
                select new[] { possible[first].Name, possible[second].Name }).Take(MostPairs);
    }

    private static async Task<bool> RepeatsAsync(ReaderSession session, Table table, string[] pair, CancellationToken cancellationToken)
    {
        var values = string.Join(", ", pair.Select(name => session.Dialect.RuleSql.Exact(table.Find(name)!)));
        return await session.IsTrueAsync(
            $"SELECT EXISTS (SELECT 1 FROM {session.Dialect.QuoteTable(table)} GROUP BY {values} HAVING COUNT(*) > 1)", cancellationToken);
    }
}
