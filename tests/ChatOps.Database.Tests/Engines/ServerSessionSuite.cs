using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Checks;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

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
