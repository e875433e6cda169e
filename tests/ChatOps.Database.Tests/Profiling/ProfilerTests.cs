using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Connections;
using FsCheck;

namespace ChatOps.Database.Tests.Profiling;

public sealed class ProfilerTests
{
    [Fact]
    public async Task Column_OfMixedValues_IsDescribedExactly()
    {
        var column = await ProfileAsync(
            "CREATE TABLE t(v); INSERT INTO t VALUES (1),(1.0),(4),(-2.5),(NULL),(''),('  '),('äöü'),('zz'),(x'00ff');");
        Assert.Equal((1L, 2L, 8L), (column.Nulls, column.Blanks, column.Distinct));
        Assert.Equal(new Dictionary<string, long> { ["integer"] = 2, ["real"] = 2, ["text"] = 4, ["blob"] = 1 }, column.StoredTypes);
        Assert.Equal(0.875, column.Mean!.Value, 12);
        Assert.Equal(Math.Sqrt(((1 + 1 + 16 + 6.25) / 4) - (0.875 * 0.875)), column.StandardDeviation!.Value, 12);
        Assert.Equal((0L, 3L), (column.MinLength, column.MaxLength));
        Assert.Equal(-2.5, column.Min);
        Assert.Equal(new byte[] { 0, 255 }, column.Max);
    }

    [Fact]
    public async Task EmptyTable_HasNoFigures()
    {
        var column = await ProfileAsync("CREATE TABLE t(v INT);");
        Assert.Equal((0L, 0L, null, null, null), (column.Nulls, column.Distinct, column.Min, column.Max, column.Mean));
    }

    [Fact]
    public async Task Integers_AtTheEndsOfTheirRange_AreExact()
    {
        var column = await ProfileAsync("CREATE TABLE t(v INT); INSERT INTO t VALUES (9223372036854775807),(9223372036854775806),(-9223372036854775808);");
        Assert.Equal((long.MinValue, long.MaxValue, 3L), (column.Min, column.Max, column.Distinct));
    }

    [Theory]
    [InlineData("v TEXT COLLATE NOCASE", "CASE n % 3 WHEN 0 THEN 'V' ELSE 'v' END || (n % 10)")]
    [InlineData("v TEXT", "'v' || n")]
    [InlineData("v INT", "n % 7000")]
    [InlineData("v TEXT UNIQUE", "'v' || n")]
    [InlineData("v", "CASE n % 2 WHEN 0 THEN n / 2.0 ELSE n END")]
    [InlineData("v", "CASE n % 3 WHEN 0 THEN 't' || n WHEN 1 THEN n ELSE NULL END")]
    public async Task Figures_EqualTheEnginesOwn(string declaration, string values)
    {
        using var database = new TestDatabase(
            $"CREATE TABLE t({declaration}); WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM s WHERE n<9000) INSERT INTO t SELECT {values} FROM s;");
        var column = (await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None)).Tables[0].Columns[0];
        await using var session = await database.OpenAsync();
        var row = (await session.QueryAdHocAsync(
            "SELECT COUNT(*) - COUNT(v), COUNT(DISTINCT v), MIN(v), MAX(v), AVG(CASE WHEN typeof(v) IN ('integer','real') THEN v END), MIN(CASE typeof(v) WHEN 'text' THEN length(v) END) FROM t",
            1, CancellationToken.None)).Rows[0];
        Assert.Equal(row[..4], [column.Nulls, column.Distinct, column.Min, column.Max]);
        Assert.Equal((double?)row[4] ?? double.NaN, column.Mean ?? double.NaN, 6);
        Assert.Equal(row[5], column.MinLength);
    }

    [Fact]
    public async Task Tables_ThatCannotBeProfiled_AreListed()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); CREATE VIRTUAL TABLE search USING fts4(body);");
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Equal("t", Assert.Single(profile.Tables).Name);
        Assert.Contains(profile.NotChecked, item => item.Table == "search");
    }

    [Fact]
    public void Moments_OfAnyNumbers_EqualTheTextbook() => Prop.ForAll<int[]>(numbers =>
    {
        var expected = numbers.Length == 0 ? 0 : numbers.Average(number => (double)number);
        using var database = new TestDatabase("CREATE TABLE t(v INT);" + string.Concat(numbers.Select(number => $"INSERT INTO t VALUES ({number});")));
        var column = new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None).GetAwaiter().GetResult().Tables[0].Columns[0];
        return column.Distinct == numbers.Distinct().Count() && Math.Abs((column.Mean ?? 0) - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected));
    }).Check(new Configuration { MaxNbOfTest = 30, QuietOnSuccess = true, Runner = Config.QuickThrowOnFailure.Runner });

    private static async Task<ColumnProfile> ProfileAsync(string sql)
    {
        using var database = new TestDatabase(sql);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None);
        return Assert.Single(Assert.Single(profile.Tables).Columns);
    }
}
