using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class CheckTrialTests
{
    private const string Orders = """
        CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, total REAL, status TEXT);
        INSERT INTO orders VALUES (1, 1, 5, 'open'), (2, 1, -3, 'open'), (3, 9, 7, 'shut');
        CREATE TABLE customers(id INTEGER PRIMARY KEY);
        INSERT INTO customers VALUES (1);
        """;

    [Theory]
    [InlineData("total", "range: { min: 0 }", 1)]
    [InlineData("total", "{ range: { min: 0 }, severity: warning, because: 'A price' }", 1)]
    [InlineData("total", "range: { min: 0 }, severity: warning", 1)]
    [InlineData("status", "in: [open, paid]", 1)]
    [InlineData("id", "key", 0)]
    [InlineData("customer_id", "references: customers.id", 1)]
    [InlineData(null, "unique: [customer_id, status]", 2)]
    [InlineData(null, "row-count: { min: 9 }", 1)]
    public async Task AProposedCheck_IsCountedOnTheRowsAsTheyAre_AndCanStandInAFile(string? column, string yaml, long cases)
    {
        using var database = new TestDatabase(Orders);
        var check = SuggestedCheck.Parse("orders", column, yaml);

        var tried = Assert.Single(await TryAsync(database, check));

        Assert.Equal((cases, null, cases == 0), (tried.Cases, tried.Problem, tried.Holds));
        Assert.Single(RuleFileTesting.Parse(SuggestedFile.Write("By a test", [check with { Remark = "said\nby: somebody" }])).Tables);
    }

    [Theory]
    [InlineData("condition: \"total < 0\"")]
    [InlineData("holds: \"total > 0\"")]
    [InlineData("{ range: { min: 0 }, where: \"1 = 1\" }")]
    [InlineData("{ range: { min: 0 }, name: mine }")]
    [InlineData("range: { min: 0 } }, { not-null: true")]
    [InlineData("not-null # and more")]
    [InlineData("not-null\n        - condition: \"1 = 1\"")]
    [InlineData("no-such-check")]
    [InlineData("")]
    [InlineData("[not-null, unique]")]
    public void WhatIsMoreThanOneCheck_OrHoldsSql_IsRefused(string yaml) =>
        Assert.Throws<RuleFileException>(() => SuggestedCheck.Parse("orders", "total", yaml));

    [Theory]
    [InlineData("sql: \"SELECT 1\"")]
    [InlineData("matches: { table: orders, connection: other, compare: row-count }")]
    public void OfATable_SqlAndOtherConnections_AreRefused(string yaml) =>
        Assert.Throws<RuleFileException>(() => SuggestedCheck.Parse("orders", null, yaml));

    [Fact]
    public async Task ACheckThatDoesNotFit_IsToldWithItsReason_AndTheOthersAreStillCounted()
    {
        using var database = new TestDatabase(Orders);

        var tried = await TryAsync(
            database, SuggestedCheck.Parse("orders", "no_such_column", "not-null"), SuggestedCheck.Parse("orders", "total", "range: { min: 0 }"), SuggestedCheck.Parse("nowhere", "a", "not-null"), SuggestedCheck.Parse("nowhere", "b", "unique"));

        Assert.Equal([false, true, false, false], tried.Select(check => check.Problem is null));
        Assert.Equal(1, tried[1].Cases);
        Assert.Contains("no_such_column", tried[0].Problem, StringComparison.Ordinal);
        Assert.False(tried[0].Holds);
    }

    private static Task<IReadOnlyList<TriedCheck>> TryAsync(TestDatabase database, params IReadOnlyList<SuggestedCheck> checks) =>
        new CheckTrial(TestDatabase.Access, RuleTesting.Clock).TryAsync(database.Connection, checks, CancellationToken.None);
}
