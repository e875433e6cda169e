using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Checks.RuleFiles.Quarantine;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

/// <summary>The same file means the same on every engine.</summary>
public abstract class EngineCheckSuite
{
    private const string Rows = """
        INSERT INTO customers VALUES (1, 'a@b.org'), (2, 'c@d.org'), (3, 'x');
        INSERT INTO orders VALUES
            (1, 1, 'open', 'AB-1', 10.5, 1, '2026-01-15 10:00:00', '2026-01-16 10:00:00', ' padded'),
            (2, 2, 'paid', 'AB-2', -3, 2, '2026-01-14 10:00:00', '2026-01-13 10:00:00', ''),
            (3, 9, 'lost', 'AB-2', 20, 3, '2027-01-01 00:00:00', NULL, 'fine'),
            (4, NULL, 'PAID', NULL, 5, NULL, '2019-12-31 23:59:59', NULL, NULL),
            (5, 2, 'draft', 'bad', NULL, 4, '2025-06-01 00:00:00', '2025-06-01 00:00:00', '12,5');
        """;

    private const string File = """
        version: 1
        builtin: none
        tables:
          customers:
            columns:
              email: [ { type: email, name: mail }, unique, { pattern: '^[^@]+@[a-z]\.org$', name: org } ]
            checks:
              - { matches: { table: orders, compare: row-count }, name: as-many }
              - { matches: { table: orders, compare: keys, columns: [id], to: [customer_id] }, name: same-customers }
              - { matches: { table: orders, compare: sum, columns: [id], to: [rank_no], tolerance: 4 }, name: same-sum }
          orders:
            columns:
              id: [key, { distinct-count: { min: 6 }, name: ids }]
              customer_id:
                - not-null
                - references: customers.id
                - { null-rate: { max: 10% }, name: nulls }
              status:
                - { in: [open, paid, draft], name: known }
                - { not-in: [lost], name: not-lost }
                - { like: '%a%', where: "status IN ('paid', 'lost', 'draft')", name: has-a }
                - { share: { of: [open, paid], min: 50% }, name: usual }
              code:
                - unique
                - { pattern: '^[A-Z]{2}-\d+$', name: coded }
                - { length: { min: 4 }, name: long-enough }
              total:
                - { range: { min: 0, below: 20 }, name: sensible }
                - { mean: { max: 8 }, name: mean }
                - { sum: { min: 32.5, max: 32.5 }, name: exact-sum }
                - { stddev: { max: 8 }, name: spread }
                - { quantile: { at: 0.5, min: 6 }, name: median }
                - { smallest: { min: -2 }, name: least }
                - { largest: { max: 19 }, name: most }
              note: [not-blank, no-padding, { type: number, name: numeric }]
              created:
                - not-future
                - { not-before: 2020-01-01, name: recent }
                - { not-after: 2026-01-14, name: early }
                - { freshness: 3h, name: fresh, where: "created < '2026-01-15 11:00:00'" }
            checks:
              - { order: [created, shipped], name: in-order }
              - { unique: [customer_id, status], name: pair }
              - { row-count: { min: 6 }, name: rows }
              - { condition: "total < 0 AND status = 'paid'", name: negative-paid }
              - { holds: "total >= 5", name: at-least-five }
              - { sql: "SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = 'c@d.org'", name: joined }
        """;

    private protected abstract TestEngine Engine { get; }

    /// <summary>The tables in the engine's own types.</summary>
    private protected abstract string Schema { get; }

    [SkippableFact]
    public async Task File_FindsTheSameOnEveryEngine()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var result = await CheckAsync(database, File);
        Assert.Empty(result.NotChecked);
        Assert.Equal(
            [
                "as-many 1", "at-least-five 1", "coded 1", "early 2", "exact-sum 0", "fresh 0", "has-a 1", "ids 1", "in-order 1", "joined 2", "known 2", "least 1", "long-enough 1", "mail 1",
                "mean 1", "median 1", "most 1", "negative-paid 1", "no-padding 1", "not-blank 1", "not-future 1", "not-lost 1", "not-null 1", "nulls 1", "numeric 4", "org 1",
                "recent 1", "references 1", "rows 1", "same-customers 2", "same-sum 0", "sensible 2", "spread 1", "unique 2", "usual 1",
            ],
            Expectable(result));
    }

    [SkippableFact]
    public async Task Findings_AreProvenByTheirSql()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var result = await CheckAsync(database, File);
        foreach (var finding in result.Findings)
        {
            await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
            var rows = (await session.QueryAdHocAsync(finding.Sql, int.MaxValue, CancellationToken.None)).Rows;
            Assert.True(finding.Count == rows.Count, $"{finding.Rule} counts {finding.Count}, its SQL returns {rows.Count}: {finding.Sql}");
            Assert.True(finding.Sample.Count == Math.Min(10, finding.Count), $"{finding.Rule} shows {finding.Sample.Count} of {finding.Count}");
        }
    }

    [SkippableFact]
    public async Task Sql_ThatTheEngineDoesNotUnderstand_IsAProblemOfTheFile()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var error = await Assert.ThrowsAsync<RuleFileException>(() => CheckAsync(database, """
            version: 1
            tables:
              orders:
                where: "nowhere = 1"
                checks: [ { row-count: { min: 1 } } ]
              customers:
                checks:
                  - condition: "id >"
                  - { sql: "DELETE FROM customers" }
                  - { sql: "SELECT gone FROM customers" }
            """));
        Assert.Equal([4, 8, 9, 10], error.Problems.Select(problem => problem.Line));
    }

    [SkippableFact]
    public async Task Quarantine_HoldsEveryReasonOfEveryRowAndAddsNothingTwice()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var options = new CheckOptions { Rules = RuleFileTesting.Parse(File.Replace("note: [", "note: [ { condition: \"id = 1\", name: excused },", StringComparison.Ordinal) + Excuse) };
        var findings = (await CheckAsync(database, File)).Findings;
        var quarantine = new RowQuarantine(TestDatabase.Access, RuleTesting.Clock);
        var result = await quarantine.WriteTableAsync(database.Connection, options, "r-1/quarantine", CancellationToken.None);
        await quarantine.WriteTableAsync(database.Connection, options, "r-1/quarantine", CancellationToken.None);

        foreach (var table in result.Tables)
        {
            var counted = findings.Where(finding => finding.Table == table.Table && IsAboutRows(finding)).ToDictionary(ReasonOf, finding => finding.Count);
            Assert.Equal(counted.OrderBy(pair => pair.Key, StringComparer.Ordinal), table.Reasons.ToDictionary(reason => reason.Reason, reason => reason.Rows).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }

        await using var session = await TestDatabase.Access.OpenReaderAsync(database.AsOwner, CancellationToken.None);
        await using var kept = await session.QueryAsync($"SELECT run, table_name, {session.Dialect.QuoteIdentifier("key")}, reasons, {session.Dialect.QuoteIdentifier("row")} FROM _chatops_quarantine", CancellationToken.None);
        var rows = (await kept.TakeAsync(100, CancellationToken.None)).Rows;
        Assert.Equal(result.Rows, rows.Count);
        var second = rows.Single(row => row[1] is "orders" && row[2] is "{\"id\":2}");
        Assert.Equal("r-1/quarantine", second[0]);
        Assert.Contains("check:unique (code); ", (string)second[3]!, StringComparison.Ordinal);
        Assert.Equal("paid", JsonDocument.Parse((string)second[4]!).RootElement.GetProperty("status").GetString());
        Assert.DoesNotContain(rows, row => ((string)row[3]!).Contains("excused", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Quarantine_ToFiles_WritesEachRowOnce()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        var quarantine = new RowQuarantine(TestDatabase.Access, RuleTesting.Clock);
        var result = await quarantine.WriteFilesAsync(database.Connection, new CheckOptions { Rules = RuleFileTesting.Parse(File) }, Path.Combine(folder, "out"), CancellationToken.None);
        var lines = await System.IO.File.ReadAllLinesAsync(Path.Combine(folder, "out", result.Tables.Single(table => table.Table == "orders").File!));
        Directory.Delete(folder, true);
        Assert.StartsWith("reasons,id,customer_id,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length - 1);
        Assert.Contains(lines, line => line.Contains("check:references (customer_id)", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Quarantine_ToAFolderWithAnotherFileOfThatName_LeavesItAsItIs()
    {
        await using var database = await Engine.CreateAsync(Schema + Rows);
        var folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        var file = Path.Combine(folder, "orders.csv");
        await System.IO.File.WriteAllTextAsync(file, "id,total\n1,2\n");
        var quarantine = new RowQuarantine(TestDatabase.Access, RuleTesting.Clock);
        Task WriteAsync() => quarantine.WriteFilesAsync(database.Connection, new CheckOptions { Rules = RuleFileTesting.Parse(File) }, folder, CancellationToken.None);
        Assert.Contains("left as it is", (await Assert.ThrowsAsync<DatabaseException>(WriteAsync)).Message, StringComparison.Ordinal);
        Assert.Equal("id,total\n1,2\n", await System.IO.File.ReadAllTextAsync(file));
        System.IO.File.Delete(file);
        await WriteAsync();
        await WriteAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : System.IO.File.GetUnixFileMode(file));
        Directory.Delete(folder, true);
    }

    private const string Excuse = "\nexcuses: [ { rule: check:excused, reason: known, until: 2026-02-01 } ]";

    private static bool IsAboutRows(Finding finding) => CheckKinds.All.Any(kind => kind.CountsRows && kind.TakesWhere && finding.Rule == $"check:{kind.Word}") || RowNames.Contains(finding.Rule);

    private static readonly string[] RowNames =
    [
        "check:mail", "check:org", "check:known", "check:not-lost", "check:has-a", "check:coded", "check:long-enough", "check:sensible", "check:numeric", "check:recent", "check:early",
        "check:in-order", "check:pair", "check:negative-paid", "check:at-least-five",
    ];

    private static string ReasonOf(Finding finding) => finding.Columns.Count == 0 ? finding.Rule : $"{finding.Rule} ({string.Join(", ", finding.Columns)})";

    [SkippableFact]
    public async Task Distinct_IsEstimatedOnlyWhereAskedAndSaysSo()
    {
        await using var database = await Engine.CreateAsync($"CREATE TABLE numbers(n INTEGER); {Fill}");
        var result = await CheckAsync(database, "version: 1\nbuiltin: none\ntables: { numbers: { columns: { n: [ { distinct-count: { max: 1 }, name: exact }, { distinct-count: { max: 1 }, name: estimated, approximate: true } ] } } }");
        Assert.Equal("The number of different values of numbers.n is 20,000; it must be at most 1.", result.Findings.Single(finding => finding.Rule == "check:exact").Message);
        var estimated = result.Findings.Single(finding => finding.Rule == "check:estimated");
        Assert.Equal(Engine != TestEngine.Sqlite, estimated.Message.Contains("is approximately ", StringComparison.Ordinal));
        Assert.InRange(Convert.ToDouble(estimated.Sample[0]["measured"], null), 16_000, 24_000);
    }

    private protected virtual string Fill => "INSERT INTO numbers WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 20000) SELECT n FROM s;";

    private protected static Task<CheckResult> CheckAsync(TestEngineDatabase database, string yaml) => RuleFileTesting.RunAsync(database.Connection, yaml);

    /// <summary>Every named check of the file with its count, 0 for those that hold and are worth a look.</summary>
    private static IEnumerable<string> Expectable(CheckResult result)
    {
        var found = result.Findings.GroupBy(finding => finding.Rule["check:".Length..]).ToDictionary(group => group.Key, group => group.Sum(finding => finding.Count));
        return found.Keys.Union(["exact-sum", "fresh", "same-sum"]).Order(StringComparer.Ordinal).Select(name => $"{name} {found.GetValueOrDefault(name)}");
    }
}

/// <summary>What is so where an engine has users.</summary>
public abstract class ServerCheckSuite : EngineCheckSuite
{
    /// <summary>None of it means anything, so that the server would complain of whatever it is given.</summary>
    private protected const string SomeSql = """
        version: 1
        builtin: none
        tables:
          orders:
            where: "nowhere = 1"
            checks: [ { row-count: { max: 5 } } ]
          customers:
            checks:
              - condition: "nowhere = 1"
              - { sql: "SELECT gone FROM customers" }
              - { row-count: { max: 5 }, name: rows }
            columns: { id: [ { range: { min: 0 }, where: "nowhere = 1" } ] }
        """;

    [SkippableFact]
    public async Task Sql_WithAPrivilegedReader_NeverReachesTheServer()
    {
        await using var database = await Engine.CreateAsync(Schema);
        var result = await RuleFileTesting.RunAsync(database.AsOwner, SomeSql);
        Assert.Empty(result.Findings);
        Assert.Equal(4, result.NotChecked.Count);
        Assert.All(result.NotChecked, item => Assert.Contains("it is written in SQL. The reader of ", item.Reason, StringComparison.Ordinal));
    }
}

public sealed class SqliteCheckTests : EngineCheckSuite
{
    private protected override TestEngine Engine => TestEngine.Sqlite;

    private protected override string Schema => """
        CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT);
        CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, status TEXT, code TEXT, total REAL, rank_no INTEGER, created TEXT, shipped TEXT, note TEXT);
        CREATE INDEX by_customer ON orders(customer_id);
        CREATE INDEX by_total ON orders(total);
        """;
}

public sealed class PostgreSqlCheckTests : ServerCheckSuite
{
    [SkippableFact]
    public async Task Quarantine_OfTablesThatDifferInCase_WritesFilesThatDifferInMore()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE orders(id int); CREATE TABLE \"Orders\"(id int); INSERT INTO orders VALUES (1); INSERT INTO \"Orders\" VALUES (2), (3);");
        var folder = Directory.CreateTempSubdirectory("chatops-").FullName;
        const string Both = "version: 1\nbuiltin: none\ntables: { orders: { checks: [ { condition: \"id > 0\" } ] }, Orders: { checks: [ { condition: \"id > 0\" } ] } }";
        var result = await new RowQuarantine(TestDatabase.Access, RuleTesting.Clock).WriteFilesAsync(database.Connection, new CheckOptions { Rules = RuleFileTesting.Parse(Both) }, folder, CancellationToken.None);
        Assert.Equal(2, result.Tables.Select(table => table.File!.ToUpperInvariant()).Distinct().Count());
        Assert.All(result.Tables, table => Assert.Equal(table.Rows, System.IO.File.ReadAllLines(Path.Combine(folder, table.File!)).Length - 1));
        Directory.Delete(folder, true);
    }

    [SkippableFact]
    public async Task Sql_WithAReaderThatMayCallDblink_IsNotRunAndSaysWhy()
    {
        await using var database = await Engine.CreateAsync(Schema + "CREATE EXTENSION dblink;");
        var result = await CheckAsync(database, SomeSql);
        Assert.Empty(result.Findings);
        Assert.Equal(4, result.NotChecked.Count);
        Assert.All(result.NotChecked, item => Assert.Contains("REVOKE EXECUTE", item.Reason, StringComparison.Ordinal));
    }

    private protected override TestEngine Engine => TestEngine.PostgreSql;

    private protected override string Schema => """
        CREATE TABLE customers(id integer PRIMARY KEY, email varchar(50));
        CREATE TABLE orders(id bigint PRIMARY KEY, customer_id integer, status text, code varchar(10), total numeric(10, 2), rank_no integer, created timestamp, shipped timestamp, note text);
        """;
}

public sealed class MySqlCheckTests : ServerCheckSuite
{
    private protected override TestEngine Engine => TestEngine.MySql;

    private protected override string Schema => """
        CREATE TABLE customers(id INTEGER PRIMARY KEY, email VARCHAR(50));
        CREATE TABLE orders(id BIGINT PRIMARY KEY, customer_id INTEGER, status VARCHAR(20), code VARCHAR(10), total DECIMAL(10, 2), rank_no INTEGER, created DATETIME, shipped DATETIME, note VARCHAR(50));
        """;

    private protected override string Fill => $"SET max_recursive_iterations = 100000; {base.Fill}";

    [SkippableFact]
    public async Task Pattern_ThatPcreMayGiveUpOn_IsRefused()
    {
        await using var database = await Engine.CreateAsync(Schema);
        var error = await Assert.ThrowsAsync<RuleFileException>(() => CheckAsync(database, "version: 1\ntables: { orders: { columns: { code: [ { pattern: '^(a+)+$' } ] } } }"));
        Assert.Contains("may give up on", Assert.Single(error.Problems).Message, StringComparison.Ordinal);
    }
}
