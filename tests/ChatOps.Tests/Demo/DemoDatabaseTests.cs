using System.Globalization;
using System.Security.Cryptography;
using ChatOps.Demo;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Demo;

public sealed class DemoDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demo").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Create_WithTheSameSeed_WritesTheSameBytes()
    {
        await DemoDatabase.CreateAsync(At("a.db"), 7, CancellationToken.None);
        await DemoDatabase.CreateAsync(At("b.db"), 7, CancellationToken.None);
        await DemoDatabase.CreateAsync(At("c.db"), 8, CancellationToken.None);

        Assert.Equal(Hash("a.db"), Hash("b.db"));
        Assert.Equal(Hash("a.truth.json"), Hash("b.truth.json"));
        Assert.NotEqual(Hash("a.db"), Hash("c.db"));
        Assert.NotEqual(Hash("a.truth.json"), Hash("c.truth.json"));
    }

    [Fact]
    public async Task Create_LeavesADatabaseThatIsThere_AndReturnsItsList()
    {
        var made = await DemoDatabase.CreateAsync(At("a.db"), 7, CancellationToken.None);
        var before = Hash("a.db");

        var kept = await DemoDatabase.CreateAsync(At("a.db"), 8, CancellationToken.None);

        Assert.Equal(before, Hash("a.db"));
        Assert.Equal(7, kept.Seed);
        Assert.Equal(made.Defects.Select(Text), kept.Defects.Select(Text));
        Assert.Equal(["a.db", "a.truth.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Create_Cancelled_LeavesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoDatabase.CreateAsync(At("a.db"), 7, new CancellationToken(true)));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Create_AfterAKill_StartsAfresh()
    {
        await File.WriteAllTextAsync(At("a.db.new"), "half made");

        await DemoDatabase.CreateAsync(At("a.db"), 7, CancellationToken.None);

        Assert.False(File.Exists(At("a.db.new")));
        using var connection = Open("a.db");
        Assert.Equal("ok", Scalar(connection, "PRAGMA integrity_check"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Create_MakesAboutFiftyThousandRows_AndListsWhatIsReallyStored(int seed)
    {
        var truth = await DemoDatabase.CreateAsync(At("a.db"), seed, CancellationToken.None);

        using var connection = Open("a.db");
        var tables = Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        Assert.InRange(tables.Sum(t => (long)Scalar(connection, $"SELECT count(*) FROM \"{t}\"")!), 45_000, 55_000);
        foreach (var defect in truth.Defects.Where(d => d.Key is not null && d.Columns.Count == 1))
        {
            Assert.Equal(Convert.ToString(defect.New, CultureInfo.InvariantCulture), Stored(connection, defect, defect.Columns[0]));
        }

        foreach (var defect in truth.Defects.Where(d => d.Rule == "anomaly"))
        {
            Assert.Equal(defect.New, string.Join(", ", defect.Columns.Select(c => Stored(connection, defect, c))));
        }
    }

    [Fact]
    public async Task Create_PlantsEveryRowOnce()
    {
        var truth = await DemoDatabase.CreateAsync(At("a.db"), 5, CancellationToken.None);

        var rows = truth.Defects.Where(d => d.Key is not null).Select(d => $"{d.Table} {Text(d.Key!)}").ToList();

        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal(30, truth.Defects.Select(d => d.Rule).Distinct().Count());
    }

    [Fact]
    public async Task Create_WithoutTheDefects_WouldBeClean()
    {
        var truth = await DemoDatabase.CreateAsync(At("a.db"), 6, CancellationToken.None);

        using var connection = Open("a.db");
        Assert.Equal(Planted(truth, "orphaned-rows"), Column(connection, "PRAGMA foreign_key_check").Count);
        Assert.Equal(Planted(truth, "near-unique-duplicates"), Scalar(connection, "SELECT count(*) - count(DISTINCT email) FROM customers"));
        Assert.Equal(0L, Scalar(connection, "SELECT count(*) - count(DISTINCT lower(trim(name))) FROM products"));
        Assert.Equal(
            Planted(truth, "date-order"),
            (long)Scalar(connection, "SELECT count(*) FROM orders WHERE date(required_date, '+0 days') IS required_date AND required_date < order_date")!
            + (long)Scalar(connection, "SELECT count(*) FROM shipments WHERE delivered_date < shipped_date")!);
    }

    private static long Planted(DemoTruth truth, string rule) => truth.Defects.Count(d => d.Rule == rule);

    private static string? Stored(SqliteConnection connection, PlantedDefect defect, string column)
    {
        var where = string.Join(" AND ", defect.Key!.Select(pair => $"\"{pair.Key}\" = {Convert.ToString(pair.Value, CultureInfo.InvariantCulture)}"));
        return Convert.ToString(Scalar(connection, $"SELECT \"{column}\" FROM \"{defect.Table}\" WHERE {where}"), CultureInfo.InvariantCulture);
    }

    private static string Text(PlantedDefect defect) =>
        $"{defect.Rule} {defect.Table} {string.Join(',', defect.Columns)} {(defect.Key is null ? "" : Text(defect.Key))} {Text(defect.Old)} {Text(defect.New)}";

    private static string Text(IReadOnlyDictionary<string, object?> key) => string.Join(',', key.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private SqliteConnection Open(string name)
    {
        var connection = new SqliteConnection($"Data Source={At(name)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Hash(string name) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(At(name))));
}
