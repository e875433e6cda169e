using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Connections;

public sealed class ReaderSessionTests
{
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n";

    [Fact]
    public async Task Values_OfEveryKind_ComeBackExactly()
    {
        using var database = new TestDatabase("CREATE TABLE t(i,r,s,b,n); INSERT INTO t VALUES (-9223372036854775808, 0.1, 'ü''x', x'00ff10', NULL);");
        await using var session = await database.OpenAsync();
        await using var rows = await session.QueryAsync("SELECT *, 9223372036854775807, 1e308*10 FROM t", CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        Assert.Equal(["i", "r", "s", "b", "n"], rows.Columns.Take(5));
        Assert.Equal([long.MinValue, 0.1, "ü'x", new byte[] { 0, 255, 16 }, null, long.MaxValue, double.PositiveInfinity], rows.GetValues());
        Assert.False(await rows.ReadAsync(CancellationToken.None));
        Assert.False(await rows.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Text_ThatIsNotUtf8OrHoldsNul_IsReadWhole()
    {
        using var database = new TestDatabase("CREATE TABLE t(v TEXT); INSERT INTO t VALUES (CAST(x'41ff42' AS TEXT)), (CAST(x'410042' AS TEXT)), ('');");
        await using var session = await database.OpenAsync();
        var rows = (await session.QueryAdHocAsync("SELECT v FROM t", 9, CancellationToken.None)).Rows;
        Assert.Equal(["A\uFFFDB", "A\0B", ""], rows.Select(row => row[0]));
    }

    [Fact]
    public async Task Utf16Database_IsReadAsUtf8()
    {
        using var database = new TestDatabase("PRAGMA encoding='UTF-16'; CREATE TABLE t(v); INSERT INTO t VALUES ('aü日😀'), (x'00ff');");
        await using var session = await database.OpenAsync();
        var rows = (await session.QueryAdHocAsync("SELECT v FROM t", 9, CancellationToken.None)).Rows;
        Assert.Equal("aü日😀", rows[0][0]);
        Assert.Equal(new byte[] { 0, 255 }, rows[1][0]);
    }

    [Fact]
    public async Task Open_WalThatWasNeverMergedAfterACrash_ReadsWhatWasCommitted()
    {
        using var database = new TestDatabase("PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES (1); PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO t VALUES (2);");
        var copy = Path.Combine(database.Folder, "copy.db");
        File.Copy(database.FilePath, copy);
        File.Copy(database.FilePath + "-wal", copy + "-wal");
        await using var session = await TestDatabase.Access.OpenReaderAsync(ConnectionAddress.ForFile(copy), CancellationToken.None);
        Assert.Equal(2L, await CountAsync(session));
    }

    [Fact]
    public async Task Parameters_AreValuesNeverSql()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); INSERT INTO t VALUES ('x');");
        await using var session = await database.OpenAsync();
        object?[] values = ["'; DROP TABLE t; --", null, 1.5, long.MaxValue, new byte[] { 1 }, true];
        await using var rows = await session.QueryAsync("SELECT ?, ?, ?, ?, ?, ?", values, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        Assert.Equal(["'; DROP TABLE t; --", null, 1.5, long.MaxValue, new byte[] { 1 }, 1L], rows.GetValues());
        await Assert.ThrowsAsync<ArgumentException>(() => session.QueryAsync("SELECT ?", [1, 2], CancellationToken.None));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public async Task Snapshot_WhileSomebodyWrites_DoesNotMove(string journal)
    {
        using var database = new TestDatabase($"PRAGMA journal_mode={journal}; PRAGMA busy_timeout=50; CREATE TABLE t(v); INSERT INTO t VALUES (1);");
        await using var session = await database.OpenAsync();
        Assert.Equal(1L, await session.ScalarAsync("SELECT count(*) FROM t", CancellationToken.None));
        if (journal == "WAL")
        {
            database.Execute("INSERT INTO t VALUES (2)");
        }

        Assert.Equal(1L, await session.ScalarAsync("SELECT count(*) FROM t", CancellationToken.None));
    }

    [Fact]
    public async Task Open_WhileAWriterHoldsTheLock_IsBusyAndTransient()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); INSERT INTO t VALUES (1); BEGIN EXCLUSIVE; INSERT INTO t VALUES (2);");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => database.OpenAsync());
        Assert.Equal(DatabaseProblem.Busy, error.Problem);
        Assert.True(error.IsTransient);
        database.Execute("COMMIT");
        await using var session = await database.OpenAsync();
        Assert.Equal(2L, await session.ScalarAsync("SELECT count(*) FROM t", CancellationToken.None));
    }

    [Fact]
    public async Task Open_WaitingForALock_HearsCancellation()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); BEGIN EXCLUSIVE; INSERT INTO t VALUES (2);");
        using var cancellation = new CancellationTokenSource(50);
        var patient = database.Connection with { Limits = new ConnectionLimits { LockTimeout = TimeSpan.FromHours(1) } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestDatabase.Access.OpenReaderAsync(patient, cancellation.Token));
    }

    [Fact]
    public async Task Open_WalDatabaseWithAnOpenWriter_SeesItsLatestCommit()
    {
        using var database = new TestDatabase("PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES (1);");
        await using var session = await database.OpenAsync();
        Assert.Equal(1L, await session.ScalarAsync("SELECT count(*) FROM t", CancellationToken.None));
    }

    [Fact]
    public async Task Open_WalDatabaseAtRest_LeavesNothingBesideIt()
    {
        using var database = new TestDatabase("PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES (1);", "a b?c#d%41é.db");
        database.CloseWriter();
        Assert.Equal([database.FilePath], Directory.GetFiles(database.Folder));
        await using (var session = await database.OpenAsync())
        {
            Assert.Equal(1L, await session.ScalarAsync("SELECT count(*) FROM t", CancellationToken.None));
            Assert.Equal([database.FilePath], Directory.GetFiles(database.Folder));
        }

        Assert.Equal([database.FilePath], Directory.GetFiles(database.Folder));
    }

    [Fact]
    public async Task Query_WalDatabaseAtRestThatSomebodyBeginsToWrite_ThrowsTheResultAway()
    {
        using var database = new TestDatabase("PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES (1);");
        database.CloseWriter();
        await using var session = await database.OpenAsync();
        await File.WriteAllTextAsync(database.FilePath + "-wal", "");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => CountAsync(session));
        Assert.Equal(DatabaseProblem.Busy, error.Problem);
    }

    [Fact]
    public async Task Query_LongerThanItsLimit_IsStopped()
    {
        using var database = new TestDatabase();
        await using var session = await database.OpenAsync(new ConnectionLimits { StatementTimeout = TimeSpan.FromMilliseconds(50) });
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync(Endless, CancellationToken.None));
        Assert.Equal(DatabaseProblem.TimedOut, error.Problem);
        Assert.Equal(1L, await session.ScalarAsync("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public async Task Query_Endless_StopsWhenCancelledAndTheSessionGoesOn()
    {
        using var database = new TestDatabase();
        await using var session = await database.OpenAsync();
        using var cancellation = new CancellationTokenSource(50);
        var query = session.ScalarAsync(Endless, cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal(1L, await session.ScalarAsync("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public async Task Session_Disposed_RefusesPolitely()
    {
        using var database = new TestDatabase();
        var session = await database.OpenAsync();
        await session.DisposeAsync();
        await session.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.ScalarAsync("SELECT 1", CancellationToken.None));
    }

    private static async Task<long> CountAsync(ReaderSession session)
    {
        await using var rows = await session.QueryAsync("SELECT v FROM t", CancellationToken.None);
        var count = 0L;
        while (await rows.ReadAsync(CancellationToken.None))
        {
            count++;
        }

        return count;
    }
}
