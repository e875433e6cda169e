using ChatOps.Database.Connections;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Tests.Landing;

public sealed class LandingResumeTests : LandingTests
{
    private const string Shop = """
        CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO a VALUES (1, 'x'), (2, 'y');
        CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO b VALUES (1, 'x');
        CREATE TABLE c (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO c VALUES (1, 'x');
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Resume_AfterAKill_EndsWithTheSameBytesAsOneRun(int killedAfter)
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, killedAfter));
        Assert.DoesNotContain("manifest.json", Files());
        File.WriteAllText(Path.Combine(Folder, "c.csv.part"), "torn");

        var resumed = LandingExporter.ToJson(await ExportAsync(Checkpoint));

        Assert.Equal(["a.csv", "b.csv", "c.csv", "manifest.json"], Files());
        Directory.Delete(Folder, recursive: true);
        Assert.Equal(LandingExporter.ToJson(await ExportAsync()), resumed);
    }

    [Fact]
    public async Task Resume_LeavesAFinishedFileAsItIs()
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, 1));
        var written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "a.csv"), written);

        await ExportAsync(Checkpoint);

        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Folder, "a.csv")));
    }

    [Fact]
    public async Task Resume_WhenARowOfAFinishedTableChanged_ExportsThatTableAgain()
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, 2));
        Execute("UPDATE a SET v = 'changed' WHERE id = 2");

        await ExportAsync(Checkpoint);

        Assert.Equal("id,v\r\n1,x\r\n2,changed\r\n", Text("a.csv"));
    }

    [Fact]
    public async Task Resume_WhenTheSchemaChanged_ExportsEverythingFromTheNewOne()
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, 2));
        Execute("ALTER TABLE a ADD COLUMN w INTEGER DEFAULT 7; DROP TABLE b; CREATE TABLE d (x)");

        var manifest = await ExportAsync(Checkpoint);

        Assert.Equal(["a", "c", "d"], manifest.Files.Select(f => f.Table));
        Assert.Equal(["a.csv", "c.csv", "d.csv", "manifest.json"], Files());
        Assert.Equal("id,v,w\r\n1,x,7\r\n2,y,7\r\n", Text("a.csv"));
    }

    [Fact]
    public async Task Resume_WhenAFinishedFileWasTamperedWith_WritesItAgain()
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, 2));
        File.AppendAllText(Path.Combine(Folder, "a.csv"), "3,forged\r\n");

        await ExportAsync(Checkpoint);

        Assert.Equal("id,v\r\n1,x\r\n2,y\r\n", Text("a.csv"));
    }

    [Fact]
    public async Task Resume_IntoAFolderThatSomebodyPutAFileInto_IsRefused()
    {
        Execute(Shop);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ExportAsync(null, 1));
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "mine");

        var error = await Assert.ThrowsAsync<DatabaseException>(() => ExportAsync(Checkpoint));

        Assert.Contains("notes.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WithATornMarkerOfAKilledStart_StartsAfresh()
    {
        Execute(Shop);
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "manifest.json.part"), "{\"conn");

        await ExportAsync();

        Assert.Equal(["a.csv", "b.csv", "c.csv", "manifest.json"], Files());
    }
}
