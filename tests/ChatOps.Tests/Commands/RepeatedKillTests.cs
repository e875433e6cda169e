using System.Text.Json;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Tests.Commands;

[Collection(Program.OneAfterAnother)]
public sealed class RepeatedKillTests : IDisposable
{
    private const int Kills = 20;

    private const string Source = """
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR(60) NOT NULL, amount NUMERIC(10,2), rate REAL);
        CREATE TABLE child (code VARCHAR(12) NOT NULL, number INTEGER NOT NULL, parent_id INTEGER NOT NULL REFERENCES parent (id), body TEXT, PRIMARY KEY (code, number));
        CREATE TABLE log (line TEXT, at DATETIME);
        CREATE INDEX child_parent ON child (parent_id);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000) INSERT INTO parent SELECT i, 'Name ' || i, i / 100.0, i / 7.0 FROM n;
        INSERT INTO child SELECT 'c' || (id % 100), id, 1 + id * 7 % 150000, hex(randomblob(60)) FROM parent;
        INSERT INTO log SELECT 'line ' || (id % 50), '2026-01-01 00:00:00' FROM parent WHERE id <= 30000;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    [InlineData("mysql")]
    public async Task Migration_KilledAgainAndAgain_EndsWithEveryRowOnce(string engine)
    {
        _folder.Database("source.sqlite", Source);
        var random = new Random(20261126);
        var (killed, rounds) = (0, 0);
        while (killed < Kills)
        {
            // A kill after the end would prove nothing; it begins the next round.
            Assert.InRange(++rounds, 1, Kills);
            await using var database = engine == "sqlite" ? null : await (engine == "mysql" ? TestEngine.MySql : TestEngine.PostgreSql).CreateAsync("");
            var target = database?.Connection.Writer!.Reveal() ?? $"target{rounds}.sqlite";
            var mode = "fail";
            while (killed < Kills && await StartAndKillAsync(target, mode, TimeSpan.FromMilliseconds(random.Next(800))))
            {
                killed++;
                mode = "resume";
            }

            await EndAsync(target, mode);
        }
    }

    /// <summary>Lets the migration end where it has not, and compares.</summary>
    private async Task EndAsync(string target, string mode)
    {
        if (mode == "resume")
        {
            var resumed = await Program.RunAsync(_folder.Path, "migrate", "source.sqlite", target, "--yes", "--no-verify", "--json", "--mode", "resume");
            Assert.True(resumed.ExitCode == 0 || WasDone(resumed.ExitCode, resumed.Error), resumed.Error);
        }

        var compared = await Program.RunAsync(_folder.Path, "verify", "source.sqlite", target, "--json");
        Assert.True(compared.ExitCode == 0, compared.Output + compared.Error);
        using var document = JsonDocument.Parse(compared.Output);
        Assert.Equal(
            ["child 150000 150000", "log 30000 30000", "parent 150000 150000"],
            document.RootElement.GetProperty("tables").EnumerateArray().Select(table => $"{table.GetProperty("name")} {table.GetProperty("source")} {table.GetProperty("target")}").Order(StringComparer.Ordinal));
    }

    /// <summary>Kills once the rows are on their way, and a little later still.</summary>
    /// <returns>Whether it was still at work.</returns>
    private async Task<bool> StartAndKillAsync(string target, string mode, TimeSpan later)
    {
        using var process = Program.Start(_folder.Path, "migrate", "source.sqlite", target, "--yes", "--no-verify", "--json", "--mode", mode);
        process.StandardInput.Close();
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line && !line.StartsWith("copy ", StringComparison.Ordinal))
            said.Add(line);
        await Task.Delay(later);
        process.Kill();
        await process.WaitForExitAsync();
        said.Add(await process.StandardError.ReadToEndAsync());
        var error = string.Join('\n', said);
        Assert.True(process.ExitCode is 0 or 137 || WasDone(process.ExitCode, error), error);
        return process.ExitCode == 137;
    }

    /// <summary>The kill before came after the end, so there was nothing left to go on with.</summary>
    private static bool WasDone(int exitCode, string error) => exitCode == 3 && error.Contains("nothing to resume", StringComparison.Ordinal);
}
