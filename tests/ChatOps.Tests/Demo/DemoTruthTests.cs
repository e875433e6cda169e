using System.Globalization;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Demo;

using static ChatOps.Tests.Demo.DemoTruthMatch;

namespace ChatOps.Tests.Demo;

/// <summary>What was planted against what is reported, and nothing else reported. No rule reads the list.</summary>
public sealed class DemoTruthTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("truth").FullName;
    private readonly DatabaseAccess _access = new([new SqliteDialect(TimeProvider.System)]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Checks_FindEveryPlantedDefect(int seed)
    {
        var (truth, connection) = await CreateAsync(seed);
        var findings = await FindAsync(_access, connection);

        var missed = new List<string>();
        await using var session = await _access.OpenReaderAsync(connection, CancellationToken.None);
        foreach (var group in truth.Defects.Where(d => d.Rule != "anomaly").GroupBy(Place))
        {
            var rows = new List<IReadOnlyDictionary<string, object?>>();
            foreach (var finding in findings.Where(f => Places(f).Contains(group.Key)))
            {
                var result = await session.QueryAdHocAsync(finding.Sql, int.MaxValue, CancellationToken.None);
                Assert.Equal(finding.Count, result.Rows.Count);
                rows.AddRange(result.Rows.Select(row => result.Columns.Zip(row).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second)));
            }

            missed.AddRange(group.Where(d => d.Key is null ? rows.Count == 0 : !rows.Any(row => Shows(row, d))).Select(d => $"{group.Key} {Text(d.Key)} {d.New}"));
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Checks_ReportNothingThatWasNotPlanted(int seed)
    {
        var (truth, connection) = await CreateAsync(seed);
        var planted = truth.Defects.GroupBy(Place).ToDictionary(g => g.Key, g => (long)g.Count() * RowsOf(g.First().Rule));

        var findings = await FindAsync(_access, connection);

        var kinds = truth.Defects.Select(d => d.Rule).ToHashSet();
        var wrong = findings.Where(f => kinds.Contains(f.Rule))
            .Where(f => !Places(f).Any(place => planted.TryGetValue(place, out var count) && count == f.Count))
            .Select(f => $"{f.Rule} {f.Table}({string.Join(',', f.Columns)}): {f.Count} reported. {f.Message}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Anomalies_ListEveryPlantedRow_AndFewOthers(int seed)
    {
        var (truth, connection) = await CreateAsync(seed);
        var planted = truth.Defects.Where(d => d.Rule == "anomaly").ToList();

        var result = await new RowAnomalies(_access).DetectAsync(
            connection, new AnomalyOptions { Table = planted[0].Table, Columns = planted[0].Columns }, null, CancellationToken.None);

        var listed = result.Top.Take(planted.Count).Select(row => Text(row.Key)).Order();
        Assert.Equal(planted.Select(d => Text(d.Key)).Order(), listed);
        Assert.InRange(result.Anomalies, planted.Count, result.Rows / 90);
    }

    /// <summary>With every column looked at, rows with a date that was planted stand out too, and nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Anomalies_WithNothingSaid_FlagEveryPlantedRow_AndFewOthers(int seed)
    {
        var (truth, connection) = await CreateAsync(seed);
        var planted = truth.Defects.Where(d => d.Rule == "anomaly").ToList();
        var others = truth.Defects.Where(d => d.Rule != "anomaly" && d.Table == planted[0].Table).Select(d => Text(d.Key)).ToHashSet();

        var result = await new RowAnomalies(_access).DetectAsync(connection, new AnomalyOptions { Table = planted[0].Table }, null, CancellationToken.None);

        var flagged = result.Top.Where(row => row.Score >= result.Threshold).Select(row => Text(row.Key)).ToList();
        Assert.Empty(planted.Select(d => Text(d.Key)).Except(flagged));
        Assert.InRange(flagged.Except(others).Count(), planted.Count, planted.Count + 3);
        Assert.Equal(result.Anomalies, flagged.Count);
    }

    private async Task<(DemoTruth Truth, DatabaseConnection Connection)> CreateAsync(int seed)
    {
        var path = Path.Combine(_folder, $"{seed}.db");
        return (await DemoDatabase.CreateAsync(path, seed, CancellationToken.None), ConnectionAddress.ForFile(path));
    }
}
