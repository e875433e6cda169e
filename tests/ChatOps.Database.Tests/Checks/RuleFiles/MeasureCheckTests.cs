using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class MeasureCheckTests
{
    private const string Values = "(1), (2), (3), (4), (10), (NULL), ('x')";

    [Theory]
    [InlineData("mean", "{ min: 4, max: 4 }", "{ above: 4 }", "'4'")]
    [InlineData("sum", "{ min: 20, max: 20 }", "{ max: 19.5 }", "'20'")]
    [InlineData("smallest", "{ min: 1 }", "{ min: 2 }", "'1'")]
    [InlineData("largest", "{ max: 10 }", "{ below: 10 }", "'10'")]
    [InlineData("stddev", "{ min: 3.16, max: 3.17 }", "{ max: 3 }", "'3.162278'")]
    [InlineData("quantile", "{ at: 0.5, min: 3, max: 3 }", "{ at: 0.5, min: 4 }", "'3'")]
    [InlineData("quantile", "{ at: 0.9, min: 10 }", "{ at: 0.8, min: 5 }", "'4'")]
    [InlineData("quantile", "{ at: 0, max: 1 }", "{ at: 1, max: 9 }", "'10'")]
    [InlineData("null-rate", "{ max: 15% }", "{ max: 0.1 }", "0.142857")]
    [InlineData("distinct-count", "{ min: 6, max: 6 }", "{ min: 7 }", "6")]
    [InlineData("share", "{ of: 10, min: 10%, max: 20% }", "{ of: [1, 2], max: 20% }", "0.285714")]
    public async Task Measure_IsFoundOnlyOutsideItsBounds(string check, string holds, string broken, string shown)
    {
        Assert.Null(await RuleFileTesting.ColumnAsync(Values, $"{check}: {holds}", "NUMERIC"));
        var finding = (await RuleFileTesting.ColumnAsync(Values, $"{check}: {broken}", "NUMERIC"))!;
        Assert.Equal((1L, $"check:{check}"), (finding.Count, finding.Rule));
        Assert.Contains($" is {shown}; it must be ", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean: { min: 4 }")]
    [InlineData("quantile: { at: 0.5, min: 4 }")]
    [InlineData("null-rate: { max: 0 }")]
    public async Task Measure_OverNoRows_BreaksNoBound(string check)
    {
        using var database = new TestDatabase("CREATE TABLE t(c NUMERIC);");
        Assert.Empty((await RuleFileTesting.CheckAsync(database, $"tables: {{ t: {{ columns: {{ c: [ {{ {check} }} ] }} }} }}")).Findings);
    }

    [Theory]
    [InlineData("('2026-01-14 12:00:01'), ('2020-01-01')", "24h", true)]
    [InlineData("('2026-01-14 11:59:59')", "24h", false)]
    [InlineData("('2026-01-14T11:59:59')", "24h", false)]
    [InlineData("('2026-01-14T13:00:00')", "24h", true)]
    [InlineData("('2026-01-14')", "24h", true)]
    [InlineData("('2026-01-13')", "24h", false)]
    [InlineData("(NULL)", "24h", false)]
    [InlineData("('n/a')", "24h", false)]
    [InlineData("(1768392001)", "1d", true)]
    [InlineData("(1768391999)", "1d", false)]
    public async Task Freshness_IsTheAgeOfTheNewestValue(string values, string age, bool isFresh)
    {
        var finding = await RuleFileTesting.ColumnAsync(values, $"freshness: {age}", values.Contains('\'', StringComparison.Ordinal) ? "TEXT" : "INTEGER");
        Assert.Equal(isFresh, finding is null);
    }

    [Fact]
    public async Task Freshness_QuotesWhatItTellsOfTheValues()
    {
        var finding = (await RuleFileTesting.ColumnAsync("('2026-01-01')", "freshness: 24h"))!;
        Assert.Equal("The newest value of t.c must be at most 24 hours old; it is '13.5 days' old ('2026-01-01').", finding.Message);
        Assert.Equal(["newest"], finding.Derived);
    }

    [Theory]
    [InlineData("largest: { max: 9 }", true)]
    [InlineData("stddev: { max: 1 }", true)]
    [InlineData("null-rate: { max: 0 }", false)]
    [InlineData("distinct-count: { max: 1 }", false)]
    public async Task Figure_ThatIsMadeOfValues_IsMarkedAsSuch(string check, bool isOfValues)
    {
        var finding = (await RuleFileTesting.ColumnAsync(Values, check, "NUMERIC"))!;
        Assert.Equal(isOfValues ? ["measured"] : null, finding.Derived);
    }

    [Fact]
    public async Task Query_ThatRenamesColumns_SaysWhichAreNoneOfTheTables()
    {
        using var database = new TestDatabase("CREATE TABLE t(id INTEGER PRIMARY KEY, last_name TEXT); INSERT INTO t VALUES (1, 'Schmidt');");
        var result = await RuleFileTesting.CheckAsync(database, "tables: { t: { checks: [ { sql: \"SELECT id, last_name AS n, 5 AS k FROM t\" } ] } }");
        Assert.Equal(["n", "k"], Assert.Single(result.Findings).Derived);
    }

    [Fact]
    public async Task RowCount_IsHeldToItsBounds()
    {
        using var database = new TestDatabase("CREATE TABLE t(c); INSERT INTO t VALUES (1), (2);");
        var result = await RuleFileTesting.CheckAsync(database, "tables: { t: { checks: [ { row-count: { min: 3 } }, { row-count: { min: 1, max: 2 } } ] } }");
        Assert.Equal("The number of rows of t is 2; it must be at least 3.", Assert.Single(result.Findings).Message);
    }
}
