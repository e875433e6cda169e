using System.Diagnostics;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>What every engine's session keeps, in the engine's own words where they differ.</summary>
public abstract class SessionSuite(TestEngine engine)
{
    private protected TestEngine Engine { get; } = engine;

    /// <summary>A statement that runs for minutes.</summary>
    private protected abstract string Endless { get; }

    /// <summary>Asks, as the owner, whether a statement of the reader is still running; null where the engine runs in this process.</summary>
    private protected abstract string? StillRunning { get; }

    [SkippableFact]
    public async Task Values_ArriveInTheirKindsAndTexts()
    {
        await using var database = await Engine.CreateAsync(
            "CREATE TABLE v(i BIGINT, d DECIMAL(30,10), f DOUBLE PRECISION, s VARCHAR(50), n INT, t TIMESTAMP NULL); INSERT INTO v VALUES (9223372036854775807, 12345678901234567890.0123456789, 0.1, 'a\tb\nc''é\U0001F600', NULL, '2024-02-29 13:14:15');");
        await using var session = await OpenAsync(database);
        var table = (await session.Dialect.ReadSchemaAsync(session, CancellationToken.None)).Tables.Single();
        await using var row = await session.ScanAsync(table, table.Columns, ordered: true, CancellationToken.None);
        Assert.True(await row.ReadAsync(CancellationToken.None));
        Assert.Equal(9223372036854775807L, row.GetValue(0));
        Assert.Equal(0.1, row.GetDouble(2));
        Assert.Equal("a\tb\nc'é\U0001F600", row.GetText(3));
        Assert.Equal("a\tb\nc'é\U0001F600"u8.ToArray(), row.GetBytes(3).ToArray());
        Assert.Equal(ValueKind.Null, row.GetKind(4));
        Assert.Equal("2024-02-29 13:14:15", row.GetText(5));
        if (Engine.Provider != DatabaseProvider.Sqlite)
        {
            Assert.Equal((ValueKind.Decimal, "12345678901234567890.0123456789"), (row.GetKind(1), row.GetText(1)));
        }

        Assert.False(await row.ReadAsync(CancellationToken.None));
    }

    [SkippableFact]
    public async Task Parameters_AreValuesAndNeverSql()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT, s VARCHAR(50)); INSERT INTO v VALUES (1, 'it''s ? \\ x'), (2, 'b');");
        await using var session = await OpenAsync(database);
        Assert.Equal(1L, await session.ScalarAsync("SELECT COUNT(*) FROM v WHERE id = ? AND s <> 'is it ?'", [1], CancellationToken.None));
        Assert.Equal(0L, await session.ScalarAsync("SELECT COUNT(*) FROM v WHERE s = ?", ["' OR 1=1 --"], CancellationToken.None));
        Assert.Equal(2L, await session.ScalarAsync("SELECT COUNT(*) FROM v WHERE id < ?", [3L], CancellationToken.None));
    }

    [SkippableFact]
    public async Task Literals_RunAsTheyAreShown()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(s VARCHAR(50));");
        await using var session = await OpenAsync(database);
        foreach (var text in new[] { "it's", "a\\b'", "\\", "''", "tab\there", "\U0001F600 é", "-- x", "/* y */", "?" })
        {
            Assert.Equal(text, await session.ScalarAsync($"SELECT {session.Dialect.QuoteLiteral(text)}", CancellationToken.None));
        }
    }

    [SkippableFact]
    public async Task Cancel_StopsTheStatementWithinASecond()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT);");
        await using var session = await OpenAsync(database);
        using var cancel = new CancellationTokenSource();
        var running = Task.Run(() => session.ScalarAsync(Endless, cancel.Token));
        await WaitUntilRunningAsync(database);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
        if (StillRunning is not null)
        {
            await using var owner = await TestDatabase.Access.OpenReaderAsync(database.AsOwner, CancellationToken.None);
            Assert.Equal(0, await owner.CountAsync(StillRunning, CancellationToken.None));
        }

        Assert.Equal(0, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
    }

    /// <summary>Until the server is in the middle of the endless statement: it forgets a cancel that comes while it still reads the statement.</summary>
    private async Task WaitUntilRunningAsync(TestEngineDatabase database)
    {
        if (StillRunning is not null)
        {
            await using var owner = await TestDatabase.Access.OpenReaderAsync(database.AsOwner, CancellationToken.None);
            var watch = Stopwatch.StartNew();
            while (await owner.CountAsync(StillRunning, CancellationToken.None) == 0)
            {
                Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
                await Task.Delay(20);
            }
        }

        await Task.Delay(300);
    }

    [SkippableFact]
    public async Task Statement_BeyondItsLimit_IsStoppedAndSaysSo()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT);");
        var limited = database.Connection with { Limits = new ConnectionLimits { StatementTimeout = TimeSpan.FromMilliseconds(300) } };
        await using var session = await TestDatabase.Access.OpenReaderAsync(limited, CancellationToken.None);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync(Endless, CancellationToken.None));
        Assert.Equal(DatabaseProblem.TimedOut, error.Problem);
        Assert.Contains("0.3 s", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Scalar_IsReadToItsEnd()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT); INSERT INTO v VALUES (1), (2), (3);");
        await using var session = await OpenAsync(database);
        for (var time = 0; time < 50; time++)
        {
            Assert.Equal(3, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
            Assert.NotNull(await session.ScalarAsync("SELECT id FROM v", CancellationToken.None));
        }
    }

    [SkippableFact]
    public async Task Session_GoesOnAfterAStatementThatFailed()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT); INSERT INTO v VALUES (1), (2), (3);");
        await using var session = await OpenAsync(database);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync("SELECT nothing FROM nowhere", CancellationToken.None));
        Assert.Equal((DatabaseProblem.BadStatement, false), (error.Problem, error.IsTransient));
        await using (var abandoned = await session.QueryAsync("SELECT id FROM v", CancellationToken.None))
        {
            Assert.True(await abandoned.ReadAsync(CancellationToken.None));
        }

        Assert.Equal(3, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
    }

    [SkippableFact]
    public async Task Session_SeesOneSnapshot()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT); INSERT INTO v VALUES (1);");
        if (Engine.Provider == DatabaseProvider.Sqlite)
        {
            await database.ExecuteAsync("PRAGMA journal_mode = WAL; INSERT INTO v VALUES (9); DELETE FROM v WHERE id = 9;");
        }

        await using var session = await OpenAsync(database);
        Assert.Equal(1, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
        if (Engine.Provider != DatabaseProvider.Sqlite)
        {
            await database.ExecuteAsync("INSERT INTO v VALUES (2);");
            Assert.Equal(1, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
        }
    }

    [SkippableFact]
    public async Task Connection_HasNoMoreSessionsThanItsLimit()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT);");
        var limited = database.Connection with { Name = $"limited-{Guid.NewGuid()}", Limits = new ConnectionLimits { Sessions = 2 } };
        var first = await TestDatabase.Access.OpenReaderAsync(limited, CancellationToken.None);
        var second = await TestDatabase.Access.TryForkAsync(first, CancellationToken.None);
        Assert.NotNull(second);
        Assert.Null(await TestDatabase.Access.TryForkAsync(first, CancellationToken.None));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestDatabase.Access.OpenReaderAsync(limited, patience.Token));
        await first.DisposeAsync();
        await using var third = await TestDatabase.Access.OpenReaderAsync(limited, CancellationToken.None);
        await second.DisposeAsync();
    }

    [SkippableFact]
    public async Task Writer_KeepsNothingWithoutACommit()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT PRIMARY KEY, s VARCHAR(20));");
        await using (var writer = await TestDatabase.Access.OpenWriterAsync(database.Connection, CancellationToken.None))
        {
            Assert.Equal(1, await writer.ExecuteAsync("INSERT INTO v VALUES (?, ?)", [1, "it's"], CancellationToken.None));
        }

        await using (var writer = await TestDatabase.Access.OpenWriterAsync(database.Connection, CancellationToken.None))
        {
            Assert.Equal(0L, Convert.ToInt64(await writer.ScalarAsync("SELECT COUNT(*) FROM v", null, CancellationToken.None), null));
            await writer.ExecuteAsync("INSERT INTO v VALUES (?, ?)", [2, null], CancellationToken.None);
            await writer.CommitAsync(CancellationToken.None);
        }

        await using var session = await OpenAsync(database);
        Assert.Equal(1, await session.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => TestDatabase.Access.OpenWriterAsync(database.Connection with { Writer = null }, CancellationToken.None));
        Assert.Contains("has no writer", refusal.Message, StringComparison.Ordinal);
    }

    private protected static Task<ReaderSession> OpenAsync(TestEngineDatabase database) => TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
}

public sealed class SqliteSessionTests() : SessionSuite(TestEngine.Sqlite)
{
    private protected override string Endless => "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10000000000) SELECT COUNT(*) FROM c";

    private protected override string? StillRunning => null;

    /// <summary>What is made for every row is garbage that grows with the table.</summary>
    [Fact]
    public async Task Rows_AreReadWithoutMakingAnything()
    {
        await using var database = await TestEngine.Sqlite.CreateAsync("CREATE TABLE t (n INTEGER)");
        await using var session = await OpenAsync(database);
        await using var rows = await session.QueryAsync("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000) SELECT n FROM c", CancellationToken.None);
        await rows.ReadAsync(CancellationToken.None);

        Assert.InRange(AllocatedByTheRest(rows), 0, 100_000);
    }

    // Every read after the first one ends at once, so all of it happens on this thread.
    private static long AllocatedByTheRest(RowReader rows)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var more = true; more;)
        {
            var read = rows.ReadAsync(CancellationToken.None);
            more = read.IsCompleted ? read.Result : throw new Xunit.Sdk.XunitException("A read waited.");
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
