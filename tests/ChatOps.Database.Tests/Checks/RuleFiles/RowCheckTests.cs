using ChatOps.Database.Checks;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class RowCheckTests
{
    [Theory]
    [InlineData("not-null", "(NULL), ('a'), (NULL)", 2)]
    [InlineData("not-blank", "(''), (' '), ('a'), (NULL)", 2)]
    [InlineData("no-padding", "(' a'), ('a'), ('a '), (' ')", 2)]
    [InlineData("unique", "('a'), ('b'), ('a'), (NULL), (NULL)", 2)]
    [InlineData("key", "('a'), ('b'), ('a'), (NULL), (NULL)", 4)]
    [InlineData("in: [open, paid]", "('open'), ('Open'), ('paid'), (NULL), ('')", 2)]
    [InlineData("not-in: [test, demo]", "('test'), ('demo'), ('x'), (NULL)", 2)]
    [InlineData("like: 'a%'", "('abc'), ('bcd'), (NULL)", 1)]
    [InlineData("length: { min: 2, max: 3 }", "('a'), ('ab'), ('abc'), ('äöüß'), (NULL)", 2)]
    [InlineData("pattern: '^[A-Z]{2}-\\d+$'", "('AB-1'), ('ab-1'), ('AB-'), ('AB-12'), (NULL), ('AB-1' || char(10))", 3)]
    [InlineData("type: integer", "('1'), ('-20'), ('1.5'), ('x'), ('')", 3)]
    [InlineData("type: number", "('1'), ('1.5e3'), ('.5'), ('x'), ('1,5')", 2)]
    [InlineData("type: date", "('2024-02-29'), ('2023-02-29'), ('29.02.2024'), (NULL)", 2)]
    [InlineData("type: uuid", "('8c2f3a34-1e6b-4b0e-9d66-0d1e3c9f7a11'), ('8c2f3a34')", 1)]
    [InlineData("type: email", "('a@b.org'), ('a@b'), ('a b@c.org')", 2)]
    [InlineData("not-future", "('2026-01-15 11:59:59'), ('2026-01-15 12:00:01'), ('2027-01-01'), ('x')", 2)]
    [InlineData("not-future: { tolerance: 1h }", "('2026-01-15 12:00:01'), ('2027-01-01')", 1)]
    [InlineData("not-before: 2020-01-01", "('2019-12-31 23:59:59'), ('2020-01-01'), ('1900-01-01'), (NULL)", 2)]
    [InlineData("not-after: 2025-12-31", "('2025-12-31 23:59:59'), ('2026-01-01')", 1)]
    [InlineData("range: { min: '2020-01-01', max: '2020-12-31' }", "('2019-12-31'), ('2020-06-01'), ('2021-01-01')", 2)]
    [InlineData("condition: \"c = upper(c)\"", "('A'), ('a'), (NULL)", 1)]
    [InlineData("holds: \"c = upper(c)\"", "('A'), ('a'), (NULL)", 1)]
    [InlineData("{ not-null: true, where: \"id > 1\" }", "(NULL), (NULL), ('a')", 1)]
    public async Task Check_CountsTheFailingRowsExactly(string check, string values, int cases)
    {
        var finding = (await RuleFileTesting.ColumnAsync(values, check))!;
        Assert.Equal(cases, finding.Count);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith("check:", finding.Rule, StringComparison.Ordinal);
        Assert.Equal(("t", "c"), (finding.Table, Assert.Single(finding.Columns)));
    }

    [Theory]
    [InlineData("not-null", "('a')")]
    [InlineData("unique", "('a'), ('A'), (NULL), (NULL)")]
    [InlineData("key", "('a'), ('b')")]
    [InlineData("in: [open, paid]", "('open'), (NULL)")]
    [InlineData("pattern: '^a+$'", "('a'), ('aaaa'), (NULL)")]
    [InlineData("like: 'a%'", "('abc'), (NULL)")]
    [InlineData("not-future", "('2026-01-15'), ('no date')")]
    [InlineData("condition: \"c > 'z'\"", "('a'), (NULL)")]
    public async Task Check_StaysQuietWhereAllIsWell(string check, string values) => Assert.Null(await RuleFileTesting.ColumnAsync(values, check));

    [Theory]
    [InlineData("range: { min: 0, max: 10 }", 2)]
    [InlineData("range: { above: 0, below: 10 }", 4)]
    [InlineData("in: [0, 5, 10.0]", 3)]
    public async Task Check_OfNumbers_CountsExactly(string check, int cases) =>
        Assert.Equal(cases, (await RuleFileTesting.ColumnAsync("(-1), (0), (5), (10), (10.5), (NULL)", check, "NUMERIC"))!.Count + (check.StartsWith("in", StringComparison.Ordinal) ? 1 : 0));

    [Theory]
    [InlineData(5, null, null)]
    [InlineData(3, null, Severity.Warning)]
    [InlineData(1, 3, Severity.Error)]
    [InlineData(2, 4, Severity.Warning)]
    public async Task Thresholds_DecideHowBadItIs(int warn, int? fail, Severity? expected)
    {
        var finding = await RuleFileTesting.ColumnAsync("(NULL), (NULL), (NULL), ('a')", $"{{ not-null: true, warn: {warn}{(fail is null ? "" : $", fail: {fail}")} }}");
        Assert.Equal(expected, finding?.Severity);
    }

    [Theory]
    [InlineData("60%", true)]
    [InlineData("75%", true)]
    [InlineData("75.1%", false)]
    public async Task Thresholds_InPercent_AreOfTheRowsLookedAt(string fail, bool isFound) =>
        Assert.Equal(isFound, await RuleFileTesting.ColumnAsync("(NULL), (NULL), (NULL), ('a'), (NULL)", $"{{ not-null: true, where: \"id < 5\", fail: {fail} }}") is not null);

    [Fact]
    public async Task Options_ShapeTheFinding()
    {
        var finding = (await RuleFileTesting.ColumnAsync("(NULL)", "{ not-null: true, name: has-owner, severity: info, because: \"Every row is somebody's\" }"))!;
        Assert.Equal(("check:has-owner", Severity.Info), (finding.Rule, finding.Severity));
        Assert.Equal("t.c has no value in 1 row of 1. Every row is somebody's.", finding.Message);
    }

    [Fact]
    public async Task TableFilter_HoldsForEveryCheck()
    {
        using var database = new TestDatabase("""
            CREATE TABLE o(id INTEGER PRIMARY KEY, status TEXT, total REAL, a TEXT, b TEXT);
            INSERT INTO o(status, total, a, b) VALUES ('draft', NULL, 'x', 'x'), ('paid', NULL, 'x', 'x'), ('paid', 5, 'x', 'y'), ('paid', 7, 'x', 'y'), ('draft', 1, 'x', 'y');
            """);
        var result = await RuleFileTesting.CheckAsync(database, """
            tables:
              o:
                where: "status <> 'draft'"
                columns:
                  total: [not-null, { sum: { min: 13 } }, { null-rate: { max: 30% } }]
                checks:
                  - unique: [a, b]
                  - row-count: { min: 4 }
            """);
        Assert.Equal(
            ["check:not-null 1", "check:null-rate 1", "check:row-count 1", "check:sum 1", "check:unique 2"],
            result.Findings.Select(finding => $"{finding.Rule} {finding.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(5, Assert.Single(result.Tables).Rows);
    }

    [Fact]
    public async Task TableChecks_CompareColumnsAndTables()
    {
        using var database = new TestDatabase("""
            CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT, nr TEXT);
            INSERT INTO p VALUES (1, 'a', '1'), (2, 'a', '2');
            CREATE TABLE t(x INT, y INT, z INT, p TEXT, code TEXT, nr TEXT);
            INSERT INTO t VALUES (1, 2, 3, '1', 'a', '1'), (2, 2, 1, '2', 'a', '3'), (3, 1, 1, '9', NULL, '1'), (NULL, 1, 1, NULL, 'b', '1');
            """);
        var result = await RuleFileTesting.CheckAsync(database, """
            tables:
              t:
                columns:
                  p: [ { references: p.id } ]
                checks:
                  - { order: [x, y, z], name: rising }
                  - { order: { columns: [x, y], strict: true }, name: strictly }
                  - references: { columns: [code, nr], table: p, to: [code, nr] }
                  - { condition: "x = y", name: differ }
                  - { holds: "x <= 2", name: small }
                  - { sql: "SELECT t.x FROM t JOIN p ON p.id = t.x", name: joined }
            """);
        Assert.Equal(
            ["check:differ 1", "check:joined 2", "check:references 1", "check:references 2", "check:rising 2", "check:small 1", "check:strictly 2"],
            result.Findings.Select(finding => $"{finding.Rule} {finding.Count}").Order(StringComparer.Ordinal));
        Assert.Contains("z", result.Findings.Single(finding => finding.Rule == "check:differ").Sample[0].Keys);
    }

    [Fact]
    public async Task Check_ThatFailsInTheDatabase_LeavesTheOthersAlone()
    {
        using var database = new TestDatabase("CREATE TABLE t(c TEXT); INSERT INTO t VALUES ('{'), (NULL);");
        var result = await RuleFileTesting.CheckAsync(database, "tables: { t: { columns: { c: [ { condition: \"json_extract(c, '$.a') = 1\", name: parsed }, not-null, key ] } } }");
        Assert.Equal("t", Assert.Single(result.NotChecked).Table);
        Assert.Contains("check:parsed: ", result.NotChecked[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["check:key", "check:not-null"], result.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public async Task Pattern_ThatIsEvil_CannotHangTheSession()
    {
        var evil = $"('{new string('a', 60_000)}b')";
        var finding = await RuleFileTesting.ColumnAsync(evil, "pattern: '^(a+)+$'").WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, finding!.Count);
    }

    [Fact]
    public async Task Pattern_FailingInFewValues_IsProvenBySqlThatRunsEverywhere()
    {
        var finding = (await RuleFileTesting.ColumnAsync("('x'), ('it''s'), ('A1')", "pattern: '^[A-Z][0-9]$'"))!;
        Assert.DoesNotContain("REGEXP", finding.Sql, StringComparison.Ordinal);
        Assert.Equal(2, finding.Count);
    }

    [Fact]
    public async Task Pattern_FailingInManyValues_IsProvenByTheMatchItself()
    {
        using var database = new TestDatabase(
            "CREATE TABLE t(c TEXT); WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 600) INSERT INTO t SELECT 'v' || n FROM s;");
        var finding = Assert.Single((await RuleFileTesting.CheckAsync(database, "tables: { t: { columns: { c: [ { pattern: '^x' } ] } } }")).Findings);
        Assert.Contains("REGEXP", finding.Sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(a)\\1")]
    [InlineData("a+?")]
    [InlineData("\\bword")]
    [InlineData("[[:alpha:]]")]
    [InlineData("a{300}")]
    [InlineData("a{3,2}")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("^*")]
    [InlineData("[z-a]")]
    [InlineData("a\\")]
    [InlineData("(((a{200}){200}){200})")]
    public async Task Pattern_ThatNotEveryEngineKnows_IsRefusedWithItsPlace(string pattern)
    {
        using var database = new TestDatabase("CREATE TABLE t(c TEXT);");
        var problem = Assert.Single(await RuleFileTesting.ProblemsAsync(database, $"version: 1\ntables: {{ t: {{ columns: {{ c: [ {{ pattern: '{pattern}' }} ] }} }} }}"));
        Assert.StartsWith("2:43 This pattern cannot be used", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_AreAsManyAsAskedFor()
    {
        using var database = new TestDatabase("CREATE TABLE t(c TEXT); INSERT INTO t VALUES (NULL), (NULL), (NULL);");
        var result = await RuleFileTesting.RunAsync(database.Connection, "version: 1\nbuiltin: none\ntables: { t: { columns: { c: [ { not-null: true, samples: 2 }, { key: true, samples: 0 } ] } } }");
        Assert.Equal([0, 2], result.Findings.Select(finding => finding.Sample.Count));
    }

    [Fact]
    public async Task Samples_OfRareFailures_ComeFromOnePassAndShowKeyAndColumns()
    {
        using var database = new TestDatabase("""
            CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b INT);
            WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5000) INSERT INTO t SELECT n, CASE WHEN n IN (7, 4000) THEN NULL ELSE 'x' END, CASE WHEN n % 300 = 0 THEN -1 ELSE 1 END FROM s;
            """);
        var result = await RuleFileTesting.CheckAsync(database, "tables: { t: { columns: { a: [not-null], b: [ { range: { min: 0 } } ] } } }");
        var (missing, low) = (result.Findings.Single(finding => finding.Rule == "check:not-null"), result.Findings.Single(finding => finding.Rule == "check:range"));
        Assert.Equal([7L, 4000L], missing.Sample.Select(row => row["id"]));
        Assert.Equal(16, low.Count);
        Assert.All(low.Sample, row => Assert.Equal(-1L, row["b"]));
        Assert.DoesNotContain("a", low.Sample[0].Keys);
    }
}
