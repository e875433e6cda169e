using System.Runtime.CompilerServices;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks;

public sealed class CheckRunnerTests
{
    [Fact]
    public async Task EmptyDatabase_HasNothingToReport()
    {
        using var database = new TestDatabase();
        var result = await RuleTesting.CheckAsync(database);
        Assert.Empty(result.Findings);
        Assert.Empty(result.Tables);
        Assert.Empty(result.NotChecked);
    }

    [Theory]
    [InlineData("quo\"te", "col\"umn")]
    [InlineData("apo'strophe", "it's")]
    [InlineData("br]ack[et", "[x]")]
    [InlineData("select", "from")]
    [InlineData("日本 ü", "  ")]
    [InlineData("semi;--colon", "/* x */")]
    [InlineData("t", "rowid")]
    [InlineData("{0}", "{1}")]
    public async Task Names_OfAnyKind_AreCheckedLikeOthers(string table, string column)
    {
        var (t, c) = (Quote(table), Quote(column));
        using var database = new TestDatabase(
            $"CREATE TABLE {t}(k INTEGER PRIMARY KEY, {c} TEXT, ref INT REFERENCES {t}(k), CHECK ({c} <> 'zz'));"
            + Fill(t, "n, 'v' || n, n")
            + $"PRAGMA ignore_check_constraints=ON; UPDATE {t} SET {c} = ' pad ' WHERE k = 1; UPDATE {t} SET {c} = '' WHERE k = 2; UPDATE {t} SET {c} = 'n/a' WHERE k = 3; UPDATE {t} SET {c} = 'zz' WHERE k = 4; UPDATE {t} SET ref = 999 WHERE k = 5; UPDATE {t} SET {c} = x'00' WHERE k = 6;");
        var result = await RuleTesting.CheckAsync(database);
        Assert.Empty(result.NotChecked);
        foreach (var rule in new[] { "padded-values", "blank-values", "disguised-nulls", "violated-check", "orphaned-rows", "stored-type-mismatch", "foreign-key-without-index" })
        {
            Assert.Equal((rule, 1L, table), result.Findings.Where(finding => finding.Rule == rule).Select(finding => (finding.Rule, finding.Count, finding.Table)).Single());
        }
    }

    [Theory]
    [InlineData("CREATE TABLE t(a TEXT, b TEXT, v TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;", "'a' || n, 'b' || n, 'v ' || n || ' '")]
    [InlineData("CREATE TABLE t(rowid TEXT, oid TEXT, v TEXT);", "'a' || n, 'b' || n, 'v ' || n || ' '")]
    [InlineData("CREATE TABLE t(rowid TEXT, oid TEXT, _rowid_ TEXT);", "'a' || n, 'b' || n, 'v ' || n || ' '")]
    public async Task Tables_HoweverTheirRowsAreNamed_AreChecked(string sql, string values)
    {
        using var database = new TestDatabase(sql + Fill("t", values));
        var result = await RuleTesting.CheckAsync(database);
        Assert.Empty(result.NotChecked);
        Assert.Equal(100, result.Findings.Single(finding => finding.Rule == "padded-values").Count);
    }

    [Fact]
    public async Task Table_ThatIsDamaged_IsNotCheckedAndTheOthersAre()
    {
        using var database = new TestDatabase(
            "CREATE TABLE bad(v TEXT); CREATE TABLE good(id INTEGER PRIMARY KEY, v TEXT);"
            + Fill("good", "n, ' v' || n")
            + "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM s WHERE n<5000) INSERT INTO bad SELECT 'some longer text ' || n FROM s;");
        database.CloseWriter();
        var bytes = await File.ReadAllBytesAsync(database.FilePath);
        bytes.AsSpan(bytes.Length - 16384, 16384).Fill(0xA5);
        await File.WriteAllBytesAsync(database.FilePath, bytes);
        var result = await RuleTesting.CheckAsync(database);
        Assert.All(result.NotChecked, item => Assert.Equal("bad", item.Table));
        Assert.Contains(result.NotChecked, item => item.Reason.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal(100, result.Findings.Single(finding => finding.Rule == "padded-values").Count);
        Assert.Contains(result.Findings, finding => finding is { Rule: "missing-primary-key", Table: "bad" });
    }

    [Fact]
    public async Task VirtualTable_IsListedAsNotChecked()
    {
        using var database = new TestDatabase("CREATE VIRTUAL TABLE search USING fts4(body);");
        var result = await new DataChecker(TestDatabase.Access, RuleTesting.Clock).CheckAsync(database.Connection, new CheckOptions(), null, CancellationToken.None);
        Assert.Contains(result.NotChecked, item => item.Table == "search" && item.Reason.Contains("virtual table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_AskedForByName_AreTheOnlyOnesChecked()
    {
        using var database = new TestDatabase("CREATE TABLE Orders(a); CREATE TABLE other(a);");
        var result = await RuleTesting.CheckAsync(database.Connection, new CheckOptions { Tables = ["orders"] });
        Assert.Equal("Orders", Assert.Single(result.Tables).Name);
        Assert.All(result.Findings, finding => Assert.Equal("Orders", finding.Table));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => RuleTesting.CheckAsync(database.Connection, new CheckOptions { Tables = ["gone"] }));
        Assert.Contains("'gone'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Orders", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_ComeWorstFirst()
    {
        using var database = new TestDatabase(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES p, q REFERENCES p(id)); INSERT INTO t VALUES (1, 5, 6);");
        var result = await new SchemaValidator(TestDatabase.Access, RuleTesting.Clock).ValidateAsync(database.Connection, new CheckOptions(), null, CancellationToken.None);
        Assert.Equal(result.Findings.Select(finding => finding.Severity).OrderDescending(), result.Findings.Select(finding => finding.Severity));
        Assert.Equal("orphaned-rows", result.Findings[0].Rule);
    }

    [Fact]
    public async Task Progress_CountsRowsOfAllTablesUpToTheEnd()
    {
        using var database = new TestDatabase("CREATE TABLE a(v); CREATE TABLE b(v); INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1), (2), (3);");
        var progress = new Recorder();
        await new DataChecker(TestDatabase.Access, RuleTesting.Clock).CheckAsync(database.Connection, new CheckOptions(), progress, CancellationToken.None);
        Assert.All(progress.Seen, seen => Assert.Equal(("rows", 5), (seen.Unit, seen.Total)));
        Assert.Equal(progress.Seen.Select(seen => seen.Done).Order(), progress.Seen.Select(seen => seen.Done));
        Assert.Equal(5, progress.Seen[^1].Done);
        Assert.EndsWith("(2 of 2 tables done)", progress.Seen[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_IsHeard()
    {
        using var database = new TestDatabase("CREATE TABLE a(v);");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DataChecker(TestDatabase.Access, RuleTesting.Clock).CheckAsync(database.Connection, new CheckOptions(), null, cancellation.Token));
    }

    [Fact]
    public void Catalog_ExplainsEveryRuleOnce()
    {
        Assert.Equal(RuleCatalog.All.Count, RuleCatalog.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(RuleCatalog.All, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id));
        Assert.All(RuleCatalog.All, rule => Assert.True(rule.Explanation.Length > 60, rule.Id));
        Assert.Equal(Severity.Error, RuleCatalog.Find("Orphaned-Rows")?.Severity);
        Assert.Null(RuleCatalog.Find("no-such-rule"));
    }

    [Fact]
    public void RulePage_SaysWhatTheCatalogSays()
    {
        var rules = RuleCatalog.SchemaRules.Concat(RuleCatalog.DataRules).OrderBy(rule => rule.Id, StringComparer.Ordinal);
        var expected = rules.Select(rule => $"| `{rule.Id}` | {Kind(rule)} | {rule.Severity.ToString().ToLowerInvariant()} | {Engines(rule)} | {rule.Explanation.Split(". ")[0].TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal)}. |");
        Assert.Equal(expected, RulePage().Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    private static string Kind(Rule rule) => RuleCatalog.SchemaRules.Contains(rule) ? "schema" : "data";

    private static string Engines(Rule rule) => rule.Engines.Count == Enum.GetValues<DatabaseProvider>().Length ? "all" : string.Join(", ", rule.Engines.Select(engine => engine switch
    {
        DatabaseProvider.Sqlite => "SQLite",
        DatabaseProvider.PostgreSql => "PostgreSQL",
        _ => "MySQL",
    }));

    private static string[] RulePage([CallerFilePath] string file = "") =>
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/ChatOps.Database/Checks/README.md"));

    private static string Fill(string table, string values) =>
        $"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM s WHERE n<100) INSERT INTO {table} SELECT {values} FROM s;";

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private sealed class Recorder : IProgress<WorkProgress>
    {
        internal List<WorkProgress> Seen { get; } = [];

        public void Report(WorkProgress value) => Seen.Add(value);
    }
}
