using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;
using SQLitePCL;

namespace ChatOps.Database.Tests.Backup;

public sealed class SqliteBackupTests : BackupSuite
{
    /// <summary>Several times what is copied at once.</summary>
    private const string Large = "CREATE TABLE big (id INTEGER PRIMARY KEY, pad BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO big SELECT i, randomblob(4000) FROM n;";

    private protected override TestEngine Engine => TestEngine.Sqlite;

    private protected override string Extension => ".sqlite";

    private protected override string Script => """
        CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
        CREATE TABLE "odd name's" (id INTEGER PRIMARY KEY, parent INT REFERENCES parents (id), data BLOB, word TEXT DEFAULT 'x');
        CREATE TRIGGER t AFTER INSERT ON parents BEGIN UPDATE parents SET name = upper(name) WHERE id = new.id; END;
        CREATE VIEW v AS SELECT name FROM parents;
        INSERT INTO parents (name) VALUES ('Straße'), ('two
        lines; -- Dump completed');
        INSERT INTO "odd name's" VALUES (1, 2, x'00ff0a0d5c27', ''), (2, NULL, NULL, NULL);
        """;

    private protected override string Everything => "SELECT (SELECT group_concat(id || name) FROM parents) || (SELECT group_concat(id || coalesce(quote(data), '-') || coalesce(word, '-')) FROM \"odd name's\")";

    private protected override async Task<TestEngineDatabase> RestoreAsync(string file)
    {
        var restored = await Engine.CreateAsync("");
        File.Copy(file, restored.AsOwner.Reader.Reveal(), overwrite: true);
        return restored;
    }

    [Theory]
    [InlineData("DELETE", SqliteOnlineCopyRestarts)]
    [InlineData("WAL", 0)]
    public async Task Backup_WhileOthersWrite_EndsAfterFewRestarts_WithOneMomentOfTheDatabase(string mode, int restarts)
    {
        using var database = new TestDatabase($"PRAGMA journal_mode = {mode}; {Large} CREATE TABLE a (n INT); CREATE TABLE b (n INT);");
        var written = 0;
        var file = Path.Combine(Folder, "copy.sqlite");
        using (var copy = SqliteOnlineCopy.Open(SqliteFile.Inspect(database.FilePath), file, new ConnectionLimits()))
        {
            await copy.RunAsync(new AfterEachStep(Write), CancellationToken.None);
            Assert.Equal(restarts, copy.Restarts);
        }

        Assert.InRange(written, 3, int.MaxValue);
        await using var session = await TestDatabase.Access.OpenReaderAsync(ConnectionAddress.ForFile(file), CancellationToken.None);
        Assert.Equal("5000 1", await session.ScalarAsync("SELECT (SELECT count(*) FROM big) || ' ' || ((SELECT count(*) FROM a) = (SELECT count(*) FROM b))", CancellationToken.None));

        void Write()
        {
            // Both or none; a copy that mixed two moments would have more of one.
            raw.sqlite3_open(database.FilePath, out var db);
            using (db)
            {
                written += raw.sqlite3_exec(db, "BEGIN IMMEDIATE; INSERT INTO a VALUES (1); INSERT INTO b VALUES (1); UPDATE big SET pad = randomblob(4000) WHERE id IN (1, 2500, 5000); COMMIT") == raw.SQLITE_OK ? 1 : 0;
            }
        }
    }

    private const int SqliteOnlineCopyRestarts = 3;

    [Fact]
    public async Task Backup_OfADamagedDatabase_SaysWhatIsDamaged_AndKeepsNothing()
    {
        using var database = new TestDatabase(Large).CloseWriter();
        await using (var stream = new FileStream(database.FilePath, FileMode.Open, FileAccess.Write))
        {
            stream.Position = 4096 * 100;
            stream.Write(new byte[8192]);
        }

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => CreateAsync(database.Connection));

        Assert.Equal(DatabaseProblem.NotADatabase, refusal.Problem);
        Assert.Contains("integrity check", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Backup_OfAFileThatSomebodyKeepsLocked_GivesUpAfterItsTime()
    {
        using var database = new TestDatabase(Large).Execute("BEGIN EXCLUSIVE");
        using var copy = SqliteOnlineCopy.Open(SqliteFile.Inspect(database.FilePath), Path.Combine(Folder, "copy"), new ConnectionLimits { LockTimeout = TimeSpan.FromMilliseconds(100) });

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => copy.RunAsync(null, CancellationToken.None));

        Assert.Equal(DatabaseProblem.Busy, refusal.Problem);
    }

    [Fact]
    public async Task Backup_Cancelled_LeavesNothing()
    {
        using var database = new TestDatabase(Large);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new BackupCreator(TestDatabase.Access, TimeProvider.System).CreateAsync(database.Connection, Folder, new AfterEachStep(cancel.Cancel), cancel.Token));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    private sealed class AfterEachStep(Action act) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => act();
    }
}
