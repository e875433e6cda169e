using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class MatchCheckTests
{
    private const string Here = "CREATE TABLE t(id INTEGER PRIMARY KEY, amount REAL); INSERT INTO t VALUES (1, 1.5), (2, 2.5), (3, 3), (5, 1);";
    private const string There = "CREATE TABLE u(nr INTEGER, total REAL); INSERT INTO u VALUES (1, 4), (2, 4), (2, 0), (4, 0), (NULL, 0);";

    [Theory]
    [InlineData("{ table: u, compare: row-count }", 1)]
    [InlineData("{ table: u, compare: row-count, tolerance: 1 }", 0)]
    [InlineData("{ table: u, compare: sum, columns: [amount], to: [total] }", 0)]
    [InlineData("{ table: u, compare: sum, columns: [id], to: [total] }", 1)]
    [InlineData("{ table: u, compare: keys, columns: [id], to: [nr] }", 3)]
    public async Task Tables_AreComparedHereAndOnAnotherConnectionAlike(string matches, int cases)
    {
        using var here = new TestDatabase(Here + There, "here.db");
        Assert.Equal(cases, (await CheckAsync(here, matches, null)).SingleOrDefault()?.Count ?? 0);

        using var alone = new TestDatabase(Here, "here.db");
        using var there = new TestDatabase(There, "there.db");
        Assert.Equal(cases, (await CheckAsync(alone, matches.Replace("table: u", "table: u, connection: there", StringComparison.Ordinal), there)).SingleOrDefault()?.Count ?? 0);
    }

    [Fact]
    public async Task Keys_ThatDifferInThousands_AreCountedAndNotListed()
    {
        const string Fill = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 3000) INSERT INTO t SELECT printf('k%05d', n), 0 FROM s;";
        using var here = new TestDatabase("CREATE TABLE t(id TEXT PRIMARY KEY, amount REAL);" + Fill, "here.db");
        using var there = new TestDatabase("CREATE TABLE u(id TEXT); INSERT INTO u VALUES ('k00007'), ('other');", "there.db");
        var finding = Assert.Single(await CheckAsync(here, "{ table: u, connection: there, compare: keys, columns: [id] }", there));
        Assert.Equal(1, finding.Count);
        Assert.Equal("2,999 keys of t are not in there.u, and 1 of u is not here.", finding.Message);
    }

    [Fact]
    public async Task Connection_ThatCannotBeRead_IsToldAsNotChecked()
    {
        using var here = new TestDatabase(Here, "here.db");
        var registry = new ConnectionRegistry([ConnectionAddress.ForFile(Path.Combine(here.Folder, "gone.db"))]);
        var result = await RuleFileTesting.CheckAsync(here, "tables: { t: { checks: [ { matches: { table: u, connection: gone, compare: row-count } } ] } }", registry);
        Assert.Empty(result.Findings);
        Assert.Contains("Comparisons with 'gone'", Assert.Single(result.NotChecked).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9007199254740993", "9007199254740992", 0, true)]
    [InlineData("9007199254740993", "9007199254740992", 1, false)]
    [InlineData("-9007199254740993", "-9007199254740991", 1, true)]
    [InlineData("9223372036854775807", "9223372036854775807", 0, false)]
    public async Task Sums_ThatADoubleCannotTellApart_AreComparedWithAllDigits(string own, string others, int tolerance, bool differ)
    {
        using var here = new TestDatabase($"CREATE TABLE t(n INTEGER); INSERT INTO t VALUES ({own});", "here.db");
        using var there = new TestDatabase($"CREATE TABLE u(n INTEGER); INSERT INTO u VALUES ({others});", "there.db");
        var findings = await CheckAsync(here, $"{{ table: u, connection: there, compare: sum, columns: [n], tolerance: {tolerance} }}", there);
        Assert.Equal(differ, findings.Count == 1);
    }

    [Theory]
    [InlineData("compare: row-count")]
    [InlineData("compare: sum, columns: [n]")]
    public async Task Tables_OfTheSameName_AreStillTwo(string compare)
    {
        using var here = new TestDatabase("CREATE TABLE t(n REAL); INSERT INTO t VALUES (1), (2);", "here.db");
        using var there = new TestDatabase("CREATE TABLE t(n REAL); INSERT INTO t VALUES (1);", "there.db");
        Assert.Single(await CheckAsync(here, $"{{ table: t, connection: there, {compare} }}", there));
    }

    [Fact]
    public async Task Sum_IsShownWithAllDigitsAndInQuotes()
    {
        using var here = new TestDatabase("CREATE TABLE t(n INTEGER); INSERT INTO t VALUES (9007199254740993);", "here.db");
        using var there = new TestDatabase("CREATE TABLE u(n INTEGER); INSERT INTO u VALUES (9007199254740992);", "there.db");
        var finding = Assert.Single(await CheckAsync(here, "{ table: u, connection: there, compare: sum, columns: [n] }", there));
        Assert.Equal("The sum of n of t is '9,007,199,254,740,993'; in there.u it is '9,007,199,254,740,992'.", finding.Message);
        Assert.EndsWith("WHERE measured <> 9007199254740992", finding.Sql, StringComparison.Ordinal);
        Assert.Equal(["measured"], finding.Derived);
    }

    [SkippableTheory]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task LongDecimals_OfAServer_AreComparedWithAllDigits(string engine)
    {
        await using var here = await Engine(engine).CreateAsync("CREATE TABLE t(n DECIMAL(40, 5)); INSERT INTO t VALUES (12345678901234567890123456789012345.00001);");
        await using var there = await Engine(engine).CreateAsync("CREATE TABLE t(n DECIMAL(40, 5)); INSERT INTO t VALUES (12345678901234567890123456789012345.00002);");
        const string Sum = "{{ table: t, connection: there, compare: sum, columns: [n], tolerance: {0} }}";
        var finding = Assert.Single(await CheckAsync(here, string.Format(null, Sum, 0), there));
        Assert.Contains("'12,345,678,901,234,567,890,123,456,789,012,345.00001'", finding.Message, StringComparison.Ordinal);
        await using var session = await TestDatabase.Access.OpenReaderAsync(here.Connection, CancellationToken.None);
        Assert.Single((await session.QueryAdHocAsync(finding.Sql, 10, CancellationToken.None)).Rows);
        Assert.Empty(await CheckAsync(here, string.Format(null, Sum, "0.00001"), there));
    }

    [SkippableTheory]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task Keys_OfFixedLength_AreThoseOfAnotherEngine(string engine)
    {
        await using var here = await Engine(engine).CreateAsync("CREATE TABLE t(code CHAR(5), day DATE); INSERT INTO t VALUES ('DE', '2026-01-02'), ('a b', '2026-01-03'), ('FR', '2026-01-04');");
        await using var there = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t(code TEXT, day TEXT); INSERT INTO t VALUES ('DE', '2026-01-02'), ('a b', '2026-01-03'), ('GB', '2026-01-04');");
        var finding = Assert.Single(await CheckAsync(here, "{ table: t, connection: there, compare: keys, columns: [code, day] }", there));
        Assert.Equal(["FR", "GB"], finding.Sample.Select(row => row["code"]));
    }

    [SkippableFact]
    public async Task Table_OfExactlyTheName_IsPreferredOnTheOtherConnectionToo()
    {
        await using var there = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE \"T\"(id int); CREATE TABLE t(id int); INSERT INTO t VALUES (1);");
        await using var here = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t(id int); INSERT INTO t VALUES (1);");
        Assert.Empty(await CheckAsync(here, "{ table: t, connection: there, compare: row-count }", there));
        Assert.Single(await CheckAsync(here, "{ table: T, connection: there, compare: row-count }", there));
    }

    private static TestEngine Engine(string name) => name == "MySql" ? TestEngine.MySql : TestEngine.PostgreSql;

    private static async Task<IReadOnlyList<Finding>> CheckAsync(TestEngineDatabase database, string matches, TestEngineDatabase other)
    {
        var result = await RuleFileTesting.RunAsync(
            database.Connection, $"version: 1\nbuiltin: none\ntables: {{ t: {{ checks: [ {{ matches: {matches} }} ] }} }}", new ConnectionRegistry([other.Connection with { Name = "there" }]));
        Assert.Empty(result.NotChecked);
        return result.Findings;
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(TestDatabase database, string matches, TestDatabase? other)
    {
        var result = await RuleFileTesting.CheckAsync(
            database, $"tables: {{ t: {{ checks: [ {{ matches: {matches} }} ] }} }}", other is null ? null : new ConnectionRegistry([other.Connection]));
        Assert.Empty(result.NotChecked);
        return result.Findings;
    }
}
