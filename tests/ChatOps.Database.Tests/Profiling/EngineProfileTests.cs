using System.Globalization;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Profiling;

public sealed class SqliteProfileTests() : EngineProfileTests(TestEngine.Sqlite);

public sealed class PostgreSqlProfileTests() : EngineProfileTests(TestEngine.PostgreSql)
{
    [SkippableFact]
    public async Task NotANumber_AndInfinities_AreCountedAndLeftOut()
    {
        var table = await ProfileAsync("CREATE TABLE t(r double precision, n numeric); INSERT INTO t VALUES (1, 1.5), ('NaN', 'NaN'), (3, 'Infinity'), ('-Infinity', 2.5), ('NaN', 'NaN');");
        Assert.Equal((3L, 4L, 1.0, 3.0, 2.0), (table.Columns[0].NonFinite, table.Columns[0].Distinct, table.Columns[0].Min, table.Columns[0].Max, table.Columns[0].Mean));
        Assert.Equal((3L, 4L, 1.5m, 2.5m, 2.0), (table.Columns[1].NonFinite, table.Columns[1].Distinct, table.Columns[1].Min, table.Columns[1].Max, table.Columns[1].Mean));
    }

    [SkippableFact]
    public async Task TableWithoutColumns_HasItsRows()
    {
        var table = await ProfileAsync("CREATE TABLE t(); INSERT INTO t DEFAULT VALUES; INSERT INTO t DEFAULT VALUES;");
        Assert.Equal((2L, 0), (table.Rows, table.Columns.Count));
    }

    [SkippableFact]
    public async Task Decimals_KeepEveryDigit()
    {
        var column = (await ProfileAsync("CREATE TABLE t(n numeric); INSERT INTO t VALUES (12345678901234567.01), (12345678901234567.010), (12345678901234567.02), (-1e40);")).Columns[0];
        Assert.Equal(("-1" + new string('0', 40), 12345678901234567.02m, 3L), (column.Min, column.Max, column.Distinct));
    }

    [SkippableFact]
    public async Task TableOf1600Columns_IsProfiled()
    {
        var columns = string.Join(", ", Enumerable.Range(1, 1600).Select(number => $"c{number} int"));
        var values = string.Join(", ", Enumerable.Range(1, 1600).Select(number => number % 3 == 0 ? "NULL" : "n"));
        var table = await ProfileAsync($"CREATE TABLE t({columns}); INSERT INTO t SELECT {values} FROM generate_series(1, 300) n;");
        Assert.Equal((1600, 300L, 300L, 300L), (table.Columns.Count, table.Columns[0].Distinct, table.Columns[1599].Distinct, table.Columns[2].Nulls));
    }
}

public sealed class MySqlProfileTests() : EngineProfileTests(TestEngine.MySql)
{
    [SkippableFact]
    public async Task UnsignedIntegers_BeyondTheSignedOnes_AreExact()
    {
        var column = (await ProfileAsync("CREATE TABLE t(v BIGINT UNSIGNED); INSERT INTO t VALUES (1), (18446744073709551615), (18446744073709551614);")).Columns[0];
        Assert.Equal((1L, 18446744073709551615m, 3L), (column.Min, column.Max, column.Distinct));
    }
}

/// <summary>The same rows have the same profile on every engine: the one that the rows themselves have.</summary>
public abstract class EngineProfileTests
{
    private const int RowCount = 6_000;

    private readonly TestEngine _engine;

    private protected EngineProfileTests(TestEngine engine) => _engine = engine;

    [SkippableFact]
    public async Task Figures_AreThoseOfTheRows()
    {
        var rows = Enumerable.Range(1, RowCount).Select(Row.Of).ToList();
        var table = await ProfileAsync(Script(rows));
        Assert.Equal(RowCount, table.Rows);
        CheckNumbers(table, "amount", rows.Select(row => (double?)(row.Cents / 100m)));
        CheckNumbers(table, "grade", rows.Select(row => (double?)row.Grade));
        CheckNumbers(table, "weight", rows.Select(row => row.Weight));
        CheckTexts(table, "code", rows.Select(row => (string?)row.Code));
        CheckTexts(table, "city", rows.Select(row => row.City));
        Assert.Equal(("e-mail", 1.0), (Find(table, "code").Meaning?.Type, Find(table, "code").Meaning?.Share));
        Assert.NotNull(Find(table, "code").Pii);
        Assert.True(Find(table, "id").Sequence);
        Assert.True(Find(table, "fixed").Constant);
        Assert.Equal(["id", "code", "amount"], table.CandidateKeys.Select(key => string.Join(',', key)));
    }

    [SkippableFact]
    public async Task Relations_AreFound()
    {
        var table = await ProfileAsync(Script([.. Enumerable.Range(1, RowCount).Select(Row.Of)]), new ProfileOptions { KeyPairs = true });
        Assert.Contains(table.Correlations, pair => (pair.X, pair.Y) == ("amount", "weight") && pair is { Coefficient: > 0.999, Rows: RowCount - (RowCount / 10) });
        Assert.Contains(new Dependency("city", "grade"), table.Dependencies);
        Assert.DoesNotContain(new Dependency("grade", "city"), table.Dependencies);
        Assert.Contains(table.CandidateKeys, key => key.SequenceEqual(["half", "side"]));
    }

    [SkippableFact]
    public async Task ApproximateDistinct_IsMarked_AndNearTheTruth()
    {
        var table = await ProfileAsync(Script([.. Enumerable.Range(1, RowCount).Select(Row.Of)]), new ProfileOptions { Approximate = true });
        Assert.True(Find(table, "code").DistinctIsApproximate);
        Assert.InRange(Find(table, "code").Distinct, RowCount * 0.96, RowCount * 1.04);
        Assert.False(Find(table, "city").DistinctIsApproximate || Find(table, "id").DistinctIsApproximate);
        Assert.Equal(5, Find(table, "city").Distinct);
    }

    [SkippableFact]
    public async Task DistinctTexts_AreThoseThatAreStoredDifferently()
    {
        var column = (await ProfileAsync("CREATE TABLE t(v VARCHAR(20)); INSERT INTO t VALUES ('a'), ('A'), ('a '), ('ä'), ('a'), (NULL), ('');")).Columns[0];
        Assert.Equal((5L, 1L, 1L, 0L, 2L), (column.Distinct, column.Nulls, column.Blanks, column.MinLength, column.MaxLength));
        Assert.Equal(new ValueCount("a", 2), column.Top![0]);
    }

    private protected async Task<TableProfile> ProfileAsync(string script, ProfileOptions? options = null)
    {
        await using var database = await _engine.CreateAsync(script);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, options ?? new ProfileOptions(), null, CancellationToken.None);
        Assert.Empty(profile.NotChecked);
        return Assert.Single(profile.Tables);
    }

    private static string Script(List<Row> rows) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TABLE t(id INTEGER PRIMARY KEY, code VARCHAR(60), city VARCHAR(20), amount NUMERIC(12,2), grade INTEGER, weight DOUBLE PRECISION, half INTEGER NOT NULL, side INTEGER NOT NULL, fixed INTEGER);
        INSERT INTO t VALUES {string.Join(",\n", rows)};
        """);

    private static void CheckNumbers(TableProfile table, string name, IEnumerable<double?> values)
    {
        var (column, numbers) = (Find(table, name), values.OfType<double>().Order().ToList());
        var mean = numbers.Average();
        Assert.Equal((RowCount - numbers.Count, numbers.Distinct().Count()), (column.Nulls, column.Distinct));
        Assert.Equal((numbers[0], numbers[^1]), (Number(column.Min), Number(column.Max)));
        Assert.Equal(mean, column.Mean!.Value, 9);
        Assert.Equal(Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean))), column.StandardDeviation!.Value, 9);
        foreach (var (quantile, share) in new[] { ("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95) })
        {
            var exact = numbers[(int)Math.Ceiling(share * numbers.Count) - 1];
            Assert.InRange(Number(column.Quantiles[quantile]), exact - Math.Abs(exact * (column.QuantilesWithin ?? 0)), exact + Math.Abs(exact * (column.QuantilesWithin ?? 0)));
        }
    }

    private static void CheckTexts(TableProfile table, string name, IEnumerable<string?> values)
    {
        var (column, texts) = (Find(table, name), values.OfType<string>().Order(StringComparer.Ordinal).ToList());
        Assert.Equal((RowCount - texts.Count, texts.Distinct().Count()), (column.Nulls, column.Distinct));
        Assert.Equal((texts[0], texts[^1]), (column.Min, column.Max));
        Assert.Equal((texts.Min(text => text.Length), texts.Max(text => text.Length)), (column.MinLength, column.MaxLength));
        Assert.Equal(texts.Average(text => text.Length), column.MeanLength!.Value, 9);
    }

    private static ColumnProfile Find(TableProfile table, string name) => table.Columns.Single(column => column.Name == name);

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <param name="Weight">NULL in every tenth row, else twice the amount.</param>
    private sealed record Row(int Id, string Code, string? City, int Cents, int Grade, double? Weight)
    {
        private static readonly string?[] Cities = ["Ulm", "Hamburg", null, "München", "Köln", "Bonn"];

        internal static Row Of(int id)
        {
            var cents = (int)((id * 7919L) % 1_000_003) - 20_000;
            return new Row(id, $"user{id * 37 % 100_003}@example.org", Cities[id % 6], cents, id % 6 / 2, id % 10 == 0 ? null : cents / 50.0);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"({Id}, '{Code}', {(City is null ? "NULL" : $"'{City}'")}, {Cents / 100m}, {Grade}, {(Weight is { } weight ? weight : "NULL")}, {Id / 2}, {Id % 2}, 1)");
    }
}
