using System.Security.Cryptography;
using System.Text.Json;

namespace ChatOps.Tests.Commands;

[Collection(Program.OneAfterAnother)]
public sealed class KilledExportTests : IDisposable
{
    private const int Kills = 10;
    private const int Tables = 12;
    private const int RowsPerTable = 40_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_KilledAtTenRandomPoints_EndsEachTimeWithEveryFileCompleteAndOnce()
    {
        var expected = await ReferenceAsync();
        var random = new Random(20261121);
        var interrupted = 0;

        for (var round = 0; round < Kills; round++)
        {
            var export = await StartAndKillAsync(random.Next(Tables), TimeSpan.FromMilliseconds(random.Next(60)));
            interrupted += File.Exists(Path.Combine(export, "manifest.json")) ? 0 : 1;

            await ResumeAsync(export);

            Assert.Equal(expected, Hashes(export));
            Assert.Equal(expected.Count, ManifestEntries(export));
        }

        // A kill after the end would prove nothing; most must have hit the middle.
        Assert.InRange(interrupted, Kills / 2, Kills);
    }

    /// <summary>Kills once so many tables are finished, and a little later still.</summary>
    private async Task<string> StartAndKillAsync(int finishedTables, TimeSpan later)
    {
        var before = Exports();
        await using var session = new Session(_folder.Path, "chat");
        await session.SayAsync("export big");
        await session.WaitForAsync("approve, reject");
        await session.SayAsync("approve");
        await session.WaitUntilAsync(() => Exports().Except(before).Any(), "an export folder");
        var export = Exports().Except(before).Single();
        await session.WaitUntilAsync(() => Directory.GetFiles(export, "*.csv").Length >= finishedTables, "finished tables");
        await Task.Delay(later);
        await session.KillAsync();
        return export;
    }

    private async Task ResumeAsync(string export)
    {
        await using var session = new Session(_folder.Path, "chat");
        await session.WaitUntilAsync(() => File.Exists(Path.Combine(export, "manifest.json")), "the manifest");
        var run = Path.GetFileName(export);
        await session.SayUntilAsync($"status {run}", $"done · run {run}");
        Assert.Equal(0, await session.FinishAsync());
    }

    private async Task<SortedDictionary<string, string>> ReferenceAsync()
    {
        var columns = string.Join(", ", Enumerable.Range(0, 6).Select(column => $"c{column} TEXT"));
        var tables = Enumerable.Range(0, Tables).Select(table => $"""
            CREATE TABLE t{table:00} (id INTEGER PRIMARY KEY, {columns});
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {RowsPerTable})
            INSERT INTO t{table:00} SELECT i, 'row ' || i, hex(i * 7919), 'a "quoted" value', NULL, '', i * 1.5 FROM n;
            """);
        var file = _folder.Database("big.sqlite", string.Join('\n', tables));
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), JsonSerializer.Serialize(new { Connections = new[] { new { Name = "big", Address = file } } }));
        var ended = await Program.RunAsync(_folder.Path, "export", "big", "--out", "reference");
        Assert.Equal(0, ended.ExitCode);
        return Hashes(_folder.At("reference"));
    }

    private IReadOnlyList<string> Exports() =>
        Directory.Exists(_folder.At("data", "exports")) ? Directory.GetDirectories(_folder.At("data", "exports")) : [];

    /// <summary>Every file but the manifest, so that a leftover of any kind is seen too.</summary>
    private static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.GetFiles(folder)
            .Where(file => Path.GetFileName(file) != "manifest.json")
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    private static int ManifestEntries(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return manifest.RootElement.GetProperty("files").GetArrayLength();
    }
}
