using System.Diagnostics;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Checks;
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
}

public abstract class ServerSessionSuite(TestEngine engine) : SessionSuite(engine)
{
    /// <summary>Ends the sessions of the reader, as a restart would.</summary>
    private protected abstract string EndSessions { get; }

    /// <summary>The database with a reader that may see one table and not read it.</summary>
    private protected abstract Task<DatabaseConnection> DenyAsync(TestEngineDatabase database, string table, IEnumerable<string> others);

    /// <summary>Fills table v(id, s) with that many rows.</summary>
    private protected abstract string Fill(int rows);

    [SkippableFact]
    public async Task Server_ThatGoesAwayInMidScan_IsSaidAndNothingHangs()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT PRIMARY KEY, s VARCHAR(200));" + Fill(400_000));
        await using var session = await OpenAsync(database);
        var table = (await session.Dialect.ReadSchemaAsync(session, CancellationToken.None)).Tables.Single();
        await using var rows = await session.ScanAsync(table, table.Columns, ordered: false, CancellationToken.None);
        Assert.True(await rows.ReadAsync(CancellationToken.None));
        await database.ExecuteAsync(EndSessions);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () =>
        {
            while (await rows.ReadAsync(CancellationToken.None))
            {
            }
        });
        Assert.True(error.IsTransient, error.Message);
        Assert.Contains("try again", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Table_ThatMayNotBeRead_IsNamedAndTheOthersAreChecked()
    {
        var tables = string.Concat(Enumerable.Range(1, 50).Select(number => $"CREATE TABLE v{number}(id INT PRIMARY KEY, name VARCHAR(20) NOT NULL); INSERT INTO v{number} VALUES (1, 'x ');"));
        await using var database = await Engine.CreateAsync(tables);
        var reader = await DenyAsync(database, "v17", Enumerable.Range(1, 50).Where(number => number != 17).Select(number => $"v{number}"));
        var result = await RuleTesting.CheckAsync(reader);
        var denied = Assert.Single(result.NotChecked.DistinctBy(item => item.Table));
        Assert.Equal("v17", denied.Table);
        Assert.Contains("may not do that", denied.Reason, StringComparison.Ordinal);
        Assert.Equal(49, result.Findings.Count(finding => finding.Rule == "padded-values"));
    }

    [SkippableTheory]
    [InlineData("{0}://reader:wrong@127.0.0.1:{1}/{2}", DatabaseProblem.Denied)]
    [InlineData("{0}://reader:s3cret@127.0.0.1:{1}/nothere", DatabaseProblem.NotFound)]
    [InlineData("{0}://reader:s3cret@127.0.0.1:1/{2}", DatabaseProblem.Unreachable)]
    [InlineData("{0}://reader:s3cret@nowhere.invalid:{1}/{2}", DatabaseProblem.Unreachable)]
    public async Task Server_ThatCannotBeOpened_IsSaidWithoutThePassword(string address, DatabaseProblem problem)
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE v(id INT);");
        var uri = new Uri(database.Connection.Reader.Reveal());
        var url = string.Format(null, address, uri.Scheme, uri.Port, uri.AbsolutePath.TrimStart('/'));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => TestDatabase.Access.OpenReaderAsync(ConnectionAddress.Parse(url), CancellationToken.None));
        Assert.Equal(problem, problem == DatabaseProblem.NotFound && error.Problem == DatabaseProblem.Denied ? problem : error.Problem);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
    }
}

public sealed class PostgreSqlSessionTests() : ServerSessionSuite(TestEngine.PostgreSql)
{
    private protected override string Endless => "SELECT COUNT(*) FROM generate_series(1, 1000000) a CROSS JOIN generate_series(1, 1000000) b";

    private protected override string StillRunning => "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND datname = current_database()";

    private protected override string EndSessions => "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader' AND datname = current_database();";

    private protected override async Task<DatabaseConnection> DenyAsync(TestEngineDatabase database, string table, IEnumerable<string> others)
    {
        await database.ExecuteAsync($"REVOKE ALL ON {table} FROM reader;");
        return database.Connection;
    }

    private protected override string Fill(int rows) => $"INSERT INTO v SELECT n, repeat('x', 150) FROM generate_series(1, {rows}) n;";

    [SkippableFact]
    public async Task Check_GoesOnWithTheSessionsThatTheServerGrants()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(string.Concat(Enumerable.Range(1, 9).Select(number => $"CREATE TABLE v{number}(id int PRIMARY KEY, s text); INSERT INTO v{number} VALUES (1, 'x ');")));
        await database.ExecuteAsync($"CREATE ROLE lonely LOGIN PASSWORD '{PostgreSqlTestEngine.Password}' CONNECTION LIMIT 1; GRANT SELECT ON ALL TABLES IN SCHEMA public TO lonely;");
        var lonely = ConnectionAddress.Parse(database.Connection.Reader.Reveal().Replace("reader:", "lonely:", StringComparison.Ordinal));
        var result = await new DataChecker(TestDatabase.Access, TimeProvider.System).CheckAsync(lonely, new CheckOptions(), null, CancellationToken.None);
        Assert.Equal(9, result.Findings.Count(finding => finding.Rule == "padded-values"));
        Assert.Empty(result.NotChecked);
    }

    [SkippableFact]
    public async Task Fork_SharesTheVerySnapshot()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE v(id INT); INSERT INTO v VALUES (1);");
        await using var session = await OpenAsync(database);
        await database.ExecuteAsync("INSERT INTO v VALUES (2);");
        await using var fork = await session.ForkAsync(CancellationToken.None);
        Assert.Equal(1, await fork.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
        await using var later = await OpenAsync(database);
        Assert.Equal(2, await later.CountAsync("SELECT COUNT(*) FROM v", CancellationToken.None));
    }
}

public sealed class MySqlSessionTests() : ServerSessionSuite(TestEngine.MySql)
{
    private protected override string Endless => "SELECT COUNT(*) FROM seq_1_to_1000000 a CROSS JOIN seq_1_to_1000000 b";

    private protected override string StillRunning => "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND DB = DATABASE() AND COMMAND = 'Query'";

    private protected override string EndSessions =>
        "DELIMITER //\nBEGIN NOT ATOMIC FOR p IN (SELECT ID FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND DB = DATABASE()) DO EXECUTE IMMEDIATE CONCAT('KILL CONNECTION ', p.ID); END FOR; END//\n";

    /// <summary>A grant on the whole database cannot be taken away for one table, so this reader has one for each; a table without any would be invisible to it.</summary>
    private protected override async Task<DatabaseConnection> DenyAsync(TestEngineDatabase database, string table, IEnumerable<string> others)
    {
        var user = $"partial_{Guid.NewGuid():N}"[..16];
        var grants = others.Select(other => $"GRANT SELECT ON {other} TO {user}@'%';").Append($"GRANT REFERENCES ON {table} TO {user}@'%';");
        await database.ExecuteAsync($"CREATE USER {user}@'%' IDENTIFIED BY '{MySqlTestEngine.Password}';{string.Concat(grants)}");
        return ConnectionAddress.Parse(database.Connection.Reader.Reveal().Replace("reader:", $"{user}:", StringComparison.Ordinal));
    }

    private protected override string Fill(int rows) => $"INSERT INTO v SELECT seq, REPEAT('x', 150) FROM seq_1_to_{rows};";
}
