using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;

namespace ChatOps.Database.Tests.Connections;

public sealed class OpeningTests
{
    [Fact]
    public async Task Open_MissingFile_SaysSoAndCreatesNothing()
    {
        using var database = new TestDatabase();
        var path = Path.Combine(database.Folder, "missing.db");
        var error = await RefusalAsync(path);
        Assert.Equal(DatabaseProblem.NotFound, error.Problem);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Open_Folder_SaysSo()
    {
        using var database = new TestDatabase();
        var error = await RefusalAsync(database.Folder);
        Assert.Equal(DatabaseProblem.NotADatabase, error.Problem);
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This is a text, not a database.")]
    [InlineData("SQLite format 3\0 cut short")]
    public async Task Open_FileThatIsNotADatabase_SaysSo(string content)
    {
        using var database = new TestDatabase();
        var path = Path.Combine(database.Folder, "text.db");
        await File.WriteAllTextAsync(path, content);
        Assert.Equal(DatabaseProblem.NotADatabase, (await RefusalAsync(path)).Problem);
    }

    [Fact]
    public async Task Open_EmptyFile_IsAnEmptyDatabase()
    {
        using var database = new TestDatabase();
        var path = Path.Combine(database.Folder, "empty.db");
        await File.WriteAllTextAsync(path, "");
        await using var session = await TestDatabase.Access.OpenReaderAsync(ConnectionAddress.ForFile(path), CancellationToken.None);
        Assert.Equal(0L, await session.ScalarAsync("SELECT count(*) FROM sqlite_master", CancellationToken.None));
        Assert.Equal(0, new FileInfo(path).Length);
    }

    [Fact]
    public async Task Query_DamagedPage_IsNamedAsDamage()
    {
        using var database = new TestDatabase(
            "CREATE TABLE t(v); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO t SELECT 'some text ' || i FROM n;");
        database.CloseWriter();
        var bytes = await File.ReadAllBytesAsync(database.FilePath);
        bytes.AsSpan(8192, 8192).Fill(0xA5);
        await File.WriteAllBytesAsync(database.FilePath, bytes);
        await using var session = await database.OpenAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync("SELECT sum(length(v)) FROM t", CancellationToken.None));
        Assert.Equal(DatabaseProblem.NotADatabase, error.Problem);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileLeftInTheMiddleOfAWrite_IsNotRepairedByAReader()
    {
        using var database = new TestDatabase(
            "CREATE TABLE t(v); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO t SELECT 'some text ' || i FROM n;"
            + "PRAGMA cache_size=5; BEGIN; UPDATE t SET v = v || 'x';");
        var copy = Path.Combine(database.Folder, "copy.db");
        File.Copy(database.FilePath, copy);
        File.Copy(database.FilePath + "-journal", copy + "-journal");
        var before = await File.ReadAllBytesAsync(copy);
        var error = await RefusalAsync(copy);
        Assert.Equal(DatabaseProblem.CutOff, error.Problem);
        Assert.Contains("middle of a write", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(copy));

        // Whoever may write there himself takes back what was cut off, as every writing program does when it opens the file.
        var own = ConnectionAddress.ForFile(copy);
        await using var session = await new SqliteDialect(TimeProvider.System).OpenReaderAsync(own with { Writer = own.Reader }, CancellationToken.None);
        Assert.Equal(0L, await session.ScalarAsync("SELECT count(*) FROM t WHERE v LIKE '%x'", CancellationToken.None));
    }

    [Theory]
    [InlineData("with space.db")]
    [InlineData("what?mode=rwc.db")]
    [InlineData("hash#tag.db")]
    [InlineData("per%20cent.db")]
    [InlineData("file:x.db")]
    [InlineData("日本 ü.db")]
    [InlineData("semi;colon=Data Source.db")]
    public async Task Open_UnusualFileName_OpensThatFile(string name)
    {
        using var database = new TestDatabase("CREATE TABLE t(v); INSERT INTO t VALUES ('here')", name);
        await using var session = await database.OpenAsync();
        Assert.Equal("here", await session.ScalarAsync("SELECT v FROM t", CancellationToken.None));
    }

    [Fact]
    public void Library_IsAtLeastTheBundledOne()
    {
        SqliteLibrary.Initialize();
        SqliteLibrary.Initialize();
        Assert.True(SqliteLibrary.Version >= new Version(3, 35, 5));
    }

    private static Task<DatabaseException> RefusalAsync(string path) =>
        Assert.ThrowsAsync<DatabaseException>(() => TestDatabase.Access.OpenReaderAsync(ConnectionAddress.ForFile(path), CancellationToken.None));
}
