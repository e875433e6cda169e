using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Commands;

[Collection(Program.OneAfterAnother)]
public sealed class KilledMigrationTests : IDisposable
{
    private const int Rows = 400_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Resume_AfterKill_LoadsEveryRowOnce()
    {
        MakeSource();
        await using (var session = new Session(_folder.Path, "migrate", "big.sqlite", "copy.sqlite", "--yes"))
        {
            await session.WaitUntilAsync(() => Loaded() > 0, "rows in the target");
            await session.KillAsync();
        }

        Assert.InRange(Loaded(), 1, 2 * Rows - 1);
        var refused = await Program.RunAsync(_folder.Path, "migrate", "big.sqlite", "copy.sqlite", "--yes");
        var resumed = await Program.RunAsync(_folder.Path, "migrate", "big.sqlite", "copy.sqlite", "--yes", "--mode", "resume", "--json");

        Assert.Equal(3, refused.ExitCode);
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.ExitCode == 0 ? "" : resumed.Error));
        var document = JsonDocument.Parse(resumed.Output).RootElement;
        Assert.True(document.GetProperty("verified").GetBoolean());
        Assert.Equal(["parent 400000 400000", "child 400000 400000"], document.GetProperty("tables").EnumerateArray().Select(table => $"{table.GetProperty("name")} {table.GetProperty("source")} {table.GetProperty("loaded")}"));
    }

    [Fact]
    public async Task AChat_KilledWhileItCopies_GoesOnByItselfAtTheNextStart()
    {
        MakeSource();
        await File.WriteAllBytesAsync(_folder.At("copy.sqlite"), []);
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), """{ "Connections": [ { "Name": "big", "Address": "big.sqlite" }, { "Name": "copy", "Address": "copy.sqlite", "Writer": "copy.sqlite" } ] }""");
        await using (var session = new Session(_folder.Path, "chat"))
        {
            await session.SayAsync("migrate big to copy");
            await session.WaitForAsync("approve, reject");
            await session.SayAsync("approve");
            await session.WaitUntilAsync(() => Loaded() > 0, "rows in the target");
            await session.KillAsync();
        }

        Assert.InRange(Loaded(), 1, 2 * Rows - 1);
        await using var again = new Session(_folder.Path, "chat");
        await again.WaitUntilAsync(() => Loaded() == 2 * Rows, "every row in the target");
        await again.WaitForAsync("Migrated big to copy: Identical");
        Assert.Equal(0, await again.FinishAsync());
    }

    /// <summary>A file may not become larger than 4 MB, which refuses the write just as a full disk does.</summary>
    [Fact]
    public async Task Migration_WhenTheDiskIsFull_EndsAtOnceSaysSoAndGoesOnLater()
    {
        MakeSource();
        var full = await Program.RunLimitedAsync(_folder.Path, 4096, "migrate", "big.sqlite", "copy.sqlite", "--yes", "--no-verify");
        Assert.Equal(3, full.ExitCode);
        Assert.Contains("could not be written", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for a database", full.Error, StringComparison.Ordinal);

        var resumed = await Program.RunAsync(_folder.Path, "migrate", "big.sqlite", "copy.sqlite", "--yes", "--mode", "resume", "--json");

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.ExitCode == 0 ? "" : resumed.Error));
        Assert.True(JsonDocument.Parse(resumed.Output).RootElement.GetProperty("verified").GetBoolean());
    }

    private void MakeSource() => _folder.Database("big.sqlite", $"""
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id), line TEXT NOT NULL);
        CREATE INDEX child_parent ON child (parent_id);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) INSERT INTO parent SELECT i, 'name of ' || i FROM n;
        INSERT INTO child SELECT id, id, 'a line of some length that belongs to row ' || id FROM parent;
        """);

    /// <summary>Rows that the target has on record.</summary>
    private long Loaded()
    {
        if (!File.Exists(_folder.At("copy.sqlite")))
            return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={_folder.At("copy.sqlite")};Pooling=False;Mode=ReadOnly");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT coalesce(sum(loaded), 0) FROM _chatops_progress";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Not there yet, or being written this very moment.
            return 0;
        }
    }
}
