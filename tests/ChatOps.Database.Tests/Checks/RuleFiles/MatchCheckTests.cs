using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;

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

    private static async Task<IReadOnlyList<Finding>> CheckAsync(TestDatabase database, string matches, TestDatabase? other)
    {
        var result = await RuleFileTesting.CheckAsync(
            database, $"tables: {{ t: {{ checks: [ {{ matches: {matches} }} ] }} }}", other is null ? null : new ConnectionRegistry([other.Connection]));
        Assert.Empty(result.NotChecked);
        return result.Findings;
    }
}
