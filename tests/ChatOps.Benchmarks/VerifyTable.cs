using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Benchmarks;

/// <summary>The table that is verified: an integer key, integers, doubles, decimals, texts, a date and a moment. The same rows on every engine.</summary>
internal static class VerifyTable
{
    public const string Name = "chatops_verify_benchmark";

    /// <summary>Makes it anew.</summary>
    public static async Task MakeAsync(DatabaseConnection connection, long rows)
    {
        await using (var writer = await ProfileTable.Access.OpenWriterAsync(connection, CancellationToken.None))
        {
            await writer.ExecuteAsync($"DROP TABLE IF EXISTS {Name}", null, CancellationToken.None);
            await writer.ExecuteAsync($"CREATE TABLE {Name} ({Columns(connection.Provider)})", null, CancellationToken.None);
            await writer.ExecuteAsync(Fill(connection.Provider, rows), null, CancellationToken.None);
            await writer.CommitAsync(CancellationToken.None);
        }

        if (connection.Provider == DatabaseProvider.PostgreSql)
        {
            await using var writer = await ProfileTable.Access.OpenWriterAsync(connection, CancellationToken.None);
            await writer.ExecuteAsync($"ANALYZE {Name}", null, CancellationToken.None);
            await writer.CommitAsync(CancellationToken.None);
        }
    }

    private static string Columns(DatabaseProvider provider)
    {
        var (real, moment) = provider switch
        {
            DatabaseProvider.Sqlite => ("REAL", "DATETIME"),
            DatabaseProvider.PostgreSql => ("double precision", "timestamp"),
            _ => ("double", "datetime"),
        };
        return $"id BIGINT PRIMARY KEY, customer_id BIGINT, quantity INTEGER, price {real}, ratio {real}, total DECIMAL(12,2), email VARCHAR(60), note VARCHAR(80), ordered_on DATE, shipped_at {moment}"
            .Replace("id BIGINT PRIMARY", provider == DatabaseProvider.Sqlite ? "id INTEGER PRIMARY" : "id BIGINT PRIMARY", StringComparison.Ordinal);
    }

    private static string Fill(DatabaseProvider provider, long rows)
    {
        var last = rows.ToString(CultureInfo.InvariantCulture);
        var numbers = provider switch
        {
            DatabaseProvider.Sqlite => $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {last}) SELECT n, n * 7919 % 1000003 AS r FROM s) AS numbers",
            DatabaseProvider.PostgreSql => $"(SELECT n, n * 7919 % 1000003 AS r FROM generate_series(1::bigint, {last}) AS n) AS numbers",
            _ => $"(SELECT seq AS n, seq * 7919 % 1000003 AS r FROM seq_1_to_{last}) AS numbers",
        };
        var isMySql = provider == DatabaseProvider.MySql;
        string Text(params string[] parts) => isMySql ? $"CONCAT({string.Join(", ", parts)})" : string.Join(" || ", parts);
        string Two(string number) => provider == DatabaseProvider.Sqlite ? $"substr('0' || ({number}), -2)" : $"right({Text("'0'", $"({number})")}, 2)";
        string Real(string number) => provider == DatabaseProvider.PostgreSql ? $"({number})::double precision" : isMySql ? $"CAST({number} AS DOUBLE)" : $"CAST({number} AS REAL)";
        string As(string type, string text) => provider == DatabaseProvider.PostgreSql ? $"({text})::{type}" : text;
        var day = Text("(2015 + r % 11)", "'-'", Two("1 + r % 12"), "'-'", Two("1 + r % 28"));
        var total = provider == DatabaseProvider.Sqlite ? "(r % 500000) / 100.0" : "(r % 500000) / 100.00";
        return $"""
            INSERT INTO {Name} SELECT n, r % 100000, 1 + r % 49, {Real("r % 500000")} / 8, {Real("r")} / {Real("1000003")}, {total},
            CASE WHEN r % 50 = 0 THEN NULL ELSE {Text("'user'", "r", "'@example'", "(r % 40)", "'.org'")} END, CASE WHEN r % 2 = 0 THEN NULL ELSE {Text("'note '", "r", "' about some more words'")} END,
            {As("date", day)}, {As("timestamp", Text(day, "' '", Two("r % 24"), "':'", Two("r % 60"), "':'", Two("n % 60")))} FROM {numbers}
            """;
    }
}
