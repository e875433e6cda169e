using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class RuleSuggesterTests
{
    [SkippableTheory]
    [InlineData("northwind")]
    [InlineData("chinook")]
    [InlineData("northwind_defects")]
    public async Task SuggestedFile_FindsNothingInTheDatabaseItCameFrom(string name)
    {
        var connection = SharedData.Database(name);
        var suggested = await SuggestAsync(connection);
        var result = await RuleFileTesting.RunAsync(connection, suggested.Yaml);
        Assert.True(suggested.Checks > 50, suggested.Yaml);
        Assert.DoesNotContain(result.Findings, finding => finding.Rule.StartsWith("check:", StringComparison.Ordinal));
        Assert.Empty(result.NotChecked);
    }

    [SkippableFact]
    public async Task SuggestedFile_FromTheCleanDatabase_FindsPlantedDefects()
    {
        var suggested = await SuggestAsync(SharedData.Database("northwind"));
        var defective = SharedData.Database("northwind_defects");
        var findings = (await RuleFileTesting.RunAsync(defective, suggested.Yaml)).Findings.Where(finding => finding.Rule.StartsWith("check:", StringComparison.Ordinal)).ToList();
        var missed = SharedData.Json("northwind_defects.defects.json").EnumerateArray()
            .Where(defect => !findings.Any(finding => finding.Table == Text(defect, "table") && finding.Columns.Contains(Text(defect, "column")))).Select(defect => defect.ToString()).ToList();
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("MySql")]
    public async Task SuggestedFile_HoldsOnEveryEngine(string engine)
    {
        var server = engine switch { "Sqlite" => TestEngine.Sqlite, "PostgreSql" => TestEngine.PostgreSql, _ => TestEngine.MySql };
        await using var database = await server.CreateAsync(SharedData.Chinook(engine));
        var suggested = await SuggestAsync(database.Connection);
        var result = await RuleFileTesting.RunAsync(database.Connection, suggested.Yaml);
        Assert.True(suggested.Checks > 50, suggested.Yaml);
        Assert.DoesNotContain(result.Findings, finding => finding.Rule.StartsWith("check:", StringComparison.Ordinal));
        Assert.Empty(result.NotChecked);
    }

    [Fact]
    public async Task Values_OfPersonalColumns_AreNeverWrittenDown()
    {
        using var database = new TestDatabase("""
            CREATE TABLE people(id INTEGER PRIMARY KEY, last_name TEXT, phone INTEGER, member TEXT, state TEXT);
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 60)
            INSERT INTO people SELECT n, CASE n % 2 WHEN 0 THEN 'Schmidt' ELSE 'Okafor' END, 4915112340000 + n % 3, 'M' || (n % 4) || '@example.org', CASE n % 2 WHEN 0 THEN 'open' ELSE 'shut' END FROM s;
            """);
        var suggested = await SuggestAsync(database.Connection);
        Assert.Contains("in: [open, shut]", suggested.Yaml, StringComparison.Ordinal);
        Assert.DoesNotMatch("Schmidt|Okafor|49151123400|example", suggested.Yaml);
    }

    [Fact]
    public async Task Table_ThatIsDroppedMeanwhile_IsToldOf()
    {
        const string Rows = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 20) INSERT INTO";
        using var database = new TestDatabase($"PRAGMA journal_mode = WAL; CREATE TABLE stays(id INTEGER PRIMARY KEY); {Rows} stays SELECT n FROM s; CREATE TABLE goes(id INTEGER PRIMARY KEY); {Rows} goes SELECT n FROM s;");
        var suggested = await SuggestAsync(database.Connection, new OnFirstReport(() => database.Execute("DROP TABLE goes;")));
        Assert.Equal("goes", Assert.Single(suggested.NotChecked).Table);
        Assert.Contains("  stays:", suggested.Yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("goes", suggested.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_FollowTheColumns()
    {
        using var database = new TestDatabase("""
            CREATE TABLE customer(id INTEGER PRIMARY KEY);
            CREATE TABLE "odd: names"(id INTEGER PRIMARY KEY, customer_id INTEGER, status TEXT, code TEXT, discount REAL, "created at" TEXT, note TEXT, mail TEXT, free TEXT);
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 60) INSERT INTO customer SELECT n FROM s;
            INSERT INTO "odd: names" SELECT id, id, CASE id % 3 WHEN 0 THEN 'yes' WHEN 1 THEN 'it''s' ELSE 'open' END, printf('AB-%03d', id), id / 100.0,
                date('2025-12-01', '+' || (id % 40) || ' days'), CASE WHEN id % 2 = 0 THEN 'x' || id END, 'p' || id || '@shop.org', ' ' || id FROM customer;
            """);
        var yaml = (await SuggestAsync(database.Connection)).Yaml;
        foreach (var expected in new[]
        {
            "  \"odd: names\":\n", "        - references: \"customer.id\"\n", "        - in: [\"it's\", \"yes\", open]\n", "        - unique\n", "        - pattern: '^[A-Z]{2}\\-\\d{3}$'\n",
            "        - range: { min: 0, max: 1 }\n", "        - type: date\n", "        - freshness: 13d\n", "        - null-rate: { max: 80% }\n", "        - type: email\n", "      - row-count: { min: 30 }\n",
        })
        {
            Assert.Contains(expected, yaml, StringComparison.Ordinal);
        }

        Assert.Equal(8, yaml.Split("no-padding").Length + yaml.Split("- key").Length);
    }

    [Fact]
    public async Task Suggestions_ForAnEmptyDatabase_AreAFileThatCanBeRead()
    {
        using var database = new TestDatabase("CREATE TABLE t(a);");
        var suggested = await SuggestAsync(database.Connection);
        Assert.Equal(0, suggested.Checks);
        Assert.Empty(RuleFileTesting.Parse(suggested.Yaml).Tables);
    }

    private static Task<SuggestedRules> SuggestAsync(DatabaseConnection connection, IProgress<WorkProgress>? progress = null) =>
        new RuleSuggester(TestDatabase.Access, new Profiler(TestDatabase.Access, RuleTesting.Clock), RuleTesting.Clock).SuggestAsync(connection, null, progress, CancellationToken.None);

    private sealed class OnFirstReport(Action action) : IProgress<WorkProgress>
    {
        private int _reports;

        public void Report(WorkProgress value)
        {
            if (Interlocked.Increment(ref _reports) == 1)
            {
                action();
            }
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
