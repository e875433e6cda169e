using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Benchmarks;

/// <summary>The figures of a profile, each column's each by its own statement, in the shortest SQL that the engine has for it.</summary>
internal static class ProfileQueries
{
    private static readonly double[] Shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Returns how many statements there were.</summary>
    public static async Task<int> RunAsync(DatabaseAccess access, DatabaseConnection connection)
    {
        await using var session = await access.OpenReaderAsync(connection, CancellationToken.None);
        var table = await ProfileTable.DescribeAsync(session);
        var from = $"FROM {session.Dialect.QuoteTable(table)}";
        var rows = await session.CountAsync($"SELECT COUNT(*) {from}", CancellationToken.None);
        var statements = 1;
        foreach (var column in table.Columns)
        {
            foreach (var statement in Statements(session.Dialect, column, from, rows))
            {
                await using var answer = await session.QueryAsync(statement, CancellationToken.None);
                while (await answer.ReadAsync(CancellationToken.None))
                {
                    answer.GetValues();
                }

                statements++;
            }
        }

        return statements;
    }

    private static IEnumerable<string> Statements(IDialect dialect, Column column, string from, long rows)
    {
        var name = dialect.QuoteIdentifier(column.Name);
        yield return $"SELECT COUNT(*) - COUNT({name}) {from}";
        yield return $"SELECT COUNT(*) FROM (SELECT DISTINCT {name} {from} WHERE {name} IS NOT NULL) AS different";
        yield return $"SELECT MIN({name}) {from}";
        yield return $"SELECT MAX({name}) {from}";
        yield return $"SELECT {name}, COUNT(*) {from} GROUP BY {name} ORDER BY 2 DESC LIMIT 10";
        foreach (var statement in column.Kind == ColumnKind.Text ? Texts(name, from) : Numbers(dialect, name, from, rows))
        {
            yield return statement;
        }
    }

    private static IEnumerable<string> Texts(string name, string from) =>
    [
        $"SELECT COUNT(*) {from} WHERE trim({name}) = ''",
        $"SELECT MIN(length({name})) {from}",
        $"SELECT MAX(length({name})) {from}",
        $"SELECT AVG(length({name})) {from}",
    ];

    /// <summary>PostgreSQL gives all quantiles of a column in one statement; SQLite sorts for each.</summary>
    private static IEnumerable<string> Numbers(IDialect dialect, string name, string from, long rows)
    {
        var sqlite = dialect.Provider == DatabaseProvider.Sqlite;
        IEnumerable<string> quantiles = sqlite
            ? Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"SELECT {name} {from} WHERE {name} IS NOT NULL ORDER BY {name} LIMIT 1 OFFSET {(long)(share * rows)}"))
            : [$"SELECT percentile_disc(ARRAY[0.05, 0.25, 0.5, 0.75, 0.95]) WITHIN GROUP (ORDER BY {name})::text {from}"];
        return
        [
            $"SELECT AVG({name}) {from}",
            sqlite ? $"SELECT AVG(1.0 * {name} * {name}) - AVG({name}) * AVG({name}) {from}" : $"SELECT stddev_pop({name}) {from}",
            .. quantiles,
        ];
    }
}
