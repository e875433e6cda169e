using System.Diagnostics;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using SQLitePCL;

namespace ChatOps.Benchmarks;

/// <summary>
/// Sixteen rules over 1,000,000 rows of ten columns: from the file's text to the findings, against the bare SQL that somebody would write by hand in
/// one statement, and against one statement per rule; and the whole check with its session and schema. Interleaved, each in turn first; the best of all rounds counts, since whatever else the machine does only adds time.
/// </summary>
internal static class RuleScanBenchmark
{
    private const int SqliteRounds = 3;
    private const int ServerRounds = 12;

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["customer: [not-null]"] = "customer IS NULL",
        ["status: [not-null]"] = "status IS NULL",
        ["status: [ { in: [open, paid, shipped, closed] } ]"] = "status NOT IN ('open', 'paid', 'shipped', 'closed')",
        ["code: [not-null]"] = "code IS NULL",
        ["code: [ { length: { min: 9, max: 9 } } ]"] = "length(code) <> 9",
        ["code: [ { like: 'AB-%' } ]"] = "code NOT LIKE 'AB-%'",
        ["amount: [not-null]"] = "amount IS NULL",
        ["amount: [ { range: { min: 0, max: 10000 } } ]"] = "amount < 0 OR amount > 10000",
        ["quantity: [ { range: { min: 1, max: 500 } } ]"] = "quantity < 1 OR quantity > 500",
        ["rate: [ { range: { min: 0, max: 1 } } ]"] = "rate < 0 OR rate > 1",
        ["created: [not-null]"] = "created IS NULL",
        ["city: [not-null]"] = "city IS NULL",
        ["city: [ { condition: \"city = ''\" } ]"] = "city = ''",
        ["amount: [ { condition: \"amount > 9000 AND quantity = 0\" } ]"] = "amount > 9000 AND quantity = 0",
        ["shipped: [ { holds: \"created <= shipped\" } ]"] = "NOT (created <= shipped)",
        ["id: [ { holds: \"id > 0\" } ]"] = "NOT (id > 0)",
    };

    /// <param name="postgres">The URL of a database in which the table <c>readings</c> may be made, or null.</param>
    internal static async Task RunAsync(string? postgres)
    {
        var folder = Directory.CreateTempSubdirectory("chatops-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "readings.db");
            Fill(file, "");
            await CompareAsync("SQLite, no index", ConnectionAddress.ForFile(file), ["clean", "2 % failing"], breakRows: () => Task.Run(() => Execute(file, Break)));
            Fill(file, "CREATE INDEX i1 ON readings(customer); CREATE INDEX i2 ON readings(amount); CREATE INDEX i3 ON readings(quantity); CREATE INDEX i4 ON readings(rate);");
            await CompareAsync("SQLite, four indexes", ConnectionAddress.ForFile(file), ["clean", "2 % failing"], breakRows: () => Task.Run(() => Execute(file, Break)));
            if (postgres is not null)
            {
                await CompareAsync("PostgreSQL", await FillAsync(postgres), ["clean", "2 % failing"], breakRows: () => ExecuteAsync(postgres, $"{Break} ANALYZE readings"));
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private const string Break = "UPDATE readings SET amount = -1 WHERE id % 50 = 0; UPDATE readings SET city = NULL WHERE id % 100000 = 7; UPDATE readings SET quantity = 0 WHERE id = 777777;";

    private const string Columns = "id BIGINT PRIMARY KEY, customer INTEGER, status VARCHAR(10), code VARCHAR(20), amount DOUBLE PRECISION, quantity INTEGER, rate DOUBLE PRECISION, created VARCHAR(19), shipped VARCHAR(19), city VARCHAR(20)";

    private const string Values =
        "n, n % 50000, CASE n % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'paid' WHEN 2 THEN 'shipped' ELSE 'closed' END, 'AB-' || (100000 + n % 900000), (n * 7919 % 1000000) / 100.0, 1 + n % 500, (n % 1000) / 1000.0, '2025-01-01 00:00:00', '2025-01-02 00:00:00', 'City ' || (n % 300)";

    private static async Task CompareAsync(string engine, DatabaseConnection connection, string[] states, Func<Task> breakRows)
    {
        foreach (var state in states)
        {
            if (state != states[0])
            {
                await breakRows();
            }

            var rounds = connection.Provider == DatabaseProvider.Sqlite ? SqliteRounds : ServerRounds;
            var samples = await SamplesAsync(connection);
            Func<ReaderSession, Schema, Task>[] ways =
            [
                ScanAsync, (session, _) => QueryAsync(session, [Combined]), (session, _) => QueryAsync(session, [Combined, .. samples]), (session, _) => QueryAsync(session, Separate), (session, _) => CheckAsync(session.Connection),
            ];
            var best = Enumerable.Repeat(double.MaxValue, ways.Length).ToArray();
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var way in Enumerable.Range(round, ways.Length).Select(turn => turn % ways.Length))
                {
                    var time = await TimeAsync(connection, ways[way]);
                    // The first round warms caches and code, and does not count.
                    best[way] = round == 0 ? best[way] : Math.Min(best[way], time);
                }
            }

            var (own, one, sampled, many, whole) = (best[0], best[1], best[2], best[3], best[4]);
            Console.WriteLine(FormattableString.Invariant($"| {engine}, {state} | {own:0.000} s | {one:0.000} s | {sampled:0.000} s | {many:0.000} s | {own / one:0.00}x | {own / sampled:0.00}x | {many / own:0.00}x | {whole:0.000} s |"));
        }
    }

    private static string Combined =>
        $"SELECT COUNT(*), {string.Join(", ", Rules.Values.Select(bad => $"COUNT(*) FILTER (WHERE {bad})"))} FROM readings";

    private static IReadOnlyList<string> Separate => [.. Rules.Values.Select(bad => $"SELECT COUNT(*) FROM readings WHERE {bad}")];

    /// <summary>What somebody would run after the counts: ten rows of every rule that failed.</summary>
    private static async Task<List<string>> SamplesAsync(DatabaseConnection connection)
    {
        await using var session = await Access.OpenReaderAsync(connection, CancellationToken.None);
        var samples = new List<string>();
        foreach (var bad in Rules.Values)
        {
            if (await session.CountAsync($"SELECT COUNT(*) FROM readings WHERE {bad}", CancellationToken.None) > 0)
            {
                samples.Add($"SELECT * FROM readings WHERE {bad} LIMIT 10");
            }
        }

        return samples;
    }

    private static string File => "version: 1\nbuiltin: none\ntables:\n  readings:\n    columns:\n" + string.Concat(Rules.Keys
        .Select(rule => rule.Split(": [", 2)).GroupBy(rule => rule[0])
        .Select(column => $"      {column.Key}:\n{string.Concat(column.Select(rule => $"        - {rule[1][..^1].Trim()}\n"))}"));

    private static DatabaseAccess Access { get; } = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect()]);

    private static async Task CheckAsync(DatabaseConnection connection)
    {
        var options = new CheckOptions { Rules = RuleFile.Parse(File, "readings.yaml"), Tables = ["readings"] };
        var result = await new DataChecker(Access, TimeProvider.System).CheckAsync(connection, options, null, CancellationToken.None);
        if (result.Tables.Single().Rows != 1_000_000 || result.NotChecked.Count > 0)
        {
            throw new InvalidOperationException($"The check did not look at everything: {string.Join("; ", result.NotChecked.Select(item => item.Reason).Distinct())}");
        }
    }

    /// <summary>The rules alone, as the others are timed alone: from the file's text to the findings, in a session that is open and knows the schema.</summary>
    private static async Task ScanAsync(ReaderSession session, Schema schema)
    {
        var rules = await RuleBinder.BindAsync(RuleFile.Parse(File, "readings.yaml"), session, schema, null, Access, DateTimeOffset.UnixEpoch, CancellationToken.None);
        var table = schema.Tables.Single(table => table.Name == "readings");
        var context = new CheckContext(session, schema, [table], DateTimeOffset.UnixEpoch, []);
        await new RuleScan(context, table).RunAsync(rules.Of(table), CancellationToken.None);
    }

    private static async Task QueryAsync(ReaderSession session, IReadOnlyList<string> statements)
    {
        foreach (var statement in statements)
        {
            await using var rows = await session.QueryAsync(statement, CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
            {
            }
        }
    }

    private static async Task<double> TimeAsync(DatabaseConnection connection, Func<ReaderSession, Schema, Task> work)
    {
        await using var session = await Access.OpenReaderAsync(connection, CancellationToken.None);
        var schema = await SchemaReader.ReadAsync(session, CancellationToken.None);
        // SQLite works inside this process, so its processor time tells what others on the machine do not touch; a server's is not ours to see.
        var isInside = connection.Provider == DatabaseProvider.Sqlite;
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work(session, schema);
        return (isInside ? Environment.CpuUsage.TotalTime - before : watch.Elapsed).TotalSeconds;
    }

    private static void Fill(string file, string indexes) => Execute(
        file, $"DROP TABLE IF EXISTS readings; CREATE TABLE readings({Columns}); WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1000000) INSERT INTO readings SELECT {Values} FROM s; {indexes} ANALYZE;");

    private static void Execute(string file, string sql)
    {
        SqliteLibrary.Initialize();
        raw.sqlite3_open(file, out var db);
        using (db)
        {
            if (raw.sqlite3_exec(db, sql, null, null, out var message) != raw.SQLITE_OK)
            {
                throw new InvalidOperationException(message);
            }
        }
    }

    private static async Task<DatabaseConnection> FillAsync(string url)
    {
        await ExecuteAsync(url, $"DROP TABLE IF EXISTS readings; CREATE TABLE readings({Columns}); INSERT INTO readings SELECT {Values} FROM generate_series(1, 1000000::bigint) AS s(n); ANALYZE readings");
        return ConnectionAddress.Parse(url);
    }

    private static async Task ExecuteAsync(string url, string sql)
    {
        await using var writer = await Access.OpenWriterAsync(ConnectionAddress.Parse(url) with { Writer = new Secret(url) }, CancellationToken.None);
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await writer.ExecuteAsync(statement, null, CancellationToken.None);
        }

        await writer.CommitAsync(CancellationToken.None);
    }
}
