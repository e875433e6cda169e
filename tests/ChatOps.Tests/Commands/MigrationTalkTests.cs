namespace ChatOps.Tests.Commands;

/// <summary>A whole conversation about a migration, in one pipe.</summary>
public sealed class MigrationTalkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AMigration_FromTheFirstWordToTakingItBack()
    {
        _folder.Database("shop.sqlite", MigrateCommandTests.Sound);
        await File.WriteAllBytesAsync(_folder.At("copy.sqlite"), []);
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), """{ "Connections": [ { "Name": "shop", "Address": "shop.sqlite" }, { "Name": "warehouse", "Address": "copy.sqlite", "Writer": "copy.sqlite" } ] }""");

        var ended = await Program.TalkAsync(_folder.Path, "help\nmigriere shop\nwarehouse\napprove\nroll back\napprove\n", "chat");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("About rows", ended.Output, StringComparison.Ordinal);
        var at = 0;
        foreach (var part in (string[])[
            "migrate demo to shop", "To which target database should I migrate shop?", "[needs a decision] Create the tables in warehouse", "Approved by", "[done] Compare warehouse with shop (Migrator, reads): Identical",
            "Migrated shop to warehouse: Identical", "Open proof: ", "You can say: roll back", "Take the migration into warehouse back", "removes", "orders", "Approved by", "Took the migration into warehouse back"])
        {
            var found = ended.Output.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"Not said, or not in that order: {part}\n{ended.Output}");
            at = found;
        }
    }
}
