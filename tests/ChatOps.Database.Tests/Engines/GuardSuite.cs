using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>
/// What a server's reader session refuses, with a credential that may write: nothing but the session itself stands before the data. Every
/// statement goes both ways, as one that a person wrote and as one of our own, so that the transaction is held to it as well as the text.
/// </summary>
public abstract class GuardSuite(TestEngine engine, SharedDatabase shared) : IClassFixture<SharedDatabase>
{
    protected const string Setup = "CREATE TABLE t(id INT PRIMARY KEY, v VARCHAR(20)); INSERT INTO t VALUES (1,'a'),(2,'b'); CREATE TABLE empty_one(id INT PRIMARY KEY);";

    /// <summary>How a reader sees whether anything changed; MySQL's catalog holds the tables of all databases.</summary>
    private static string Everything(string database) =>
        $"SELECT (SELECT COUNT(*) FROM t), (SELECT COUNT(*) FROM t WHERE v IN ('a','b')), (SELECT COUNT(*) FROM information_schema.tables WHERE table_name IN ('t', 'u', 'empty_one') AND table_schema IN ('public', '{database}'))";

    private protected async Task RefuseAsync(string sql, bool textOnly)
    {
        var database = await shared.OnceAsync(engine, Setup);
        var connection = database.Connection with { Reader = database.Connection.Writer! };
        var before = await StateAsync(database.Connection);
        await using (var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None))
        {
            await Assert.ThrowsAsync<DatabaseException>(() => session.QueryAdHocAsync(sql, 10, CancellationToken.None));
        }

        if (!textOnly)
        {
            await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
            await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync(sql, CancellationToken.None));
        }

        Assert.Equal(before, await StateAsync(database.Connection));
    }

    [SkippableFact]
    public async Task Reader_ThatMayOnlySelect_HasNoWarning()
    {
        await using var database = await engine.CreateAsync(Setup);
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        Assert.Equal(ReaderRights.ReadOnly, session.Rights);
    }

    [SkippableFact]
    public async Task Reader_ThatMayWrite_IsToldOf()
    {
        await using var database = await engine.CreateAsync(Setup);
        var connection = database.Connection with { Reader = database.Connection.Writer! };
        await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
        Assert.Equal((true, false), (session.Rights.MayWrite, session.Rights.IsPrivileged));
        Assert.Contains("may ", session.Rights.Warning, StringComparison.Ordinal);
        Assert.Single((await session.QueryAdHocAsync("SELECT v FROM t WHERE id = 1", 10, CancellationToken.None)).Rows);
    }

    [SkippableFact]
    public async Task Reader_ThatMayReachTheServersFiles_GetsNoAdHocSql()
    {
        await using var database = await engine.CreateAsync(Setup);
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.AsOwner, CancellationToken.None);
        Assert.True(session.Rights.IsPrivileged);
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => session.QueryAdHocAsync("SELECT 1", 10, CancellationToken.None));
        Assert.Equal(DatabaseProblem.NotReadOnly, refusal.Problem);
        Assert.Equal(2, await session.CountAsync("SELECT COUNT(*) FROM t", CancellationToken.None));
    }

    [SkippableFact]
    public async Task AdHoc_IsTheSessionsLastStatement()
    {
        await using var database = await engine.CreateAsync(Setup);
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        await session.QueryAdHocAsync("SELECT 1", 10, CancellationToken.None);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.QueryAdHocAsync("SELECT 1", 10, CancellationToken.None));
    }

    private static async Task<string> StateAsync(DatabaseConnection connection)
    {
        await using var session = await TestDatabase.Access.OpenReaderAsync(connection, CancellationToken.None);
        await using var row = await session.QueryAsync(Everything(connection.Name), CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        return string.Join(',', row.GetValues());
    }
}

public sealed class PostgreSqlGuardTests(SharedDatabase shared) : GuardSuite(TestEngine.PostgreSql, shared)
{
    /// <summary>Refused by the server's transaction, whatever the text looks like.</summary>
    public static TheoryData<string> Writes => new(
        "INSERT INTO t VALUES (3,'c')", "UPDATE t SET v='x'", "DELETE FROM t", "TRUNCATE t", "WITH x AS (INSERT INTO t VALUES (3,'c') RETURNING id) SELECT * FROM x",
        "WITH x AS (DELETE FROM t RETURNING 1) SELECT COUNT(*) FROM x", "CREATE TABLE u(a int)", "CREATE TABLE u AS SELECT 1 AS a", "SELECT 1 AS a INTO u", "DROP TABLE empty_one", "ALTER TABLE t ADD w int",
        "SELECT 1; INSERT INTO t VALUES (3,'c')", "COMMIT; INSERT INTO t VALUES (3,'c')", "ROLLBACK; DELETE FROM t", "SELECT 1; SELECT 2", "MERGE INTO t USING (SELECT 3 AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (3,'c')",
        "EXPLAIN ANALYZE INSERT INTO t VALUES (3,'c')", "EXPLAIN (ANALYZE, BUFFERS) DELETE FROM t", "DO $$ BEGIN DELETE FROM t; END $$", "COPY t FROM PROGRAM 'echo 3'", "COPY t TO PROGRAM 'touch /tmp/evil'",
        "COPY (SELECT 1) TO '/tmp/evil'", "SELECT set_config('transaction_read_only', 'off', false)", "SET TRANSACTION READ WRITE", "SELECT nextval('s')", "SELECT pg_read_file('/etc/passwd')", "SELECT lo_export(1, '/tmp/evil')",
        "SELECT dblink_exec('host=127.0.0.1', 'DELETE FROM t')", "GRANT ALL ON t TO PUBLIC", "VACUUM t", "SELECT * FROM t FOR UPDATE", "/* SELECT */ DELETE FROM t", "/* a /* SELECT */ b */ DELETE FROM t");

    /// <summary>Let through by a READ ONLY transaction, and refused by the text of what a person wrote.</summary>
    public static TheoryData<string> Tricks => new(
        "", "-- nothing", ";", "BEGIN READ WRITE", "COMMIT", "ROLLBACK", "LOCK TABLE t", "SELECT lo_create(0)", "SELECT lo_unlink(1)", "SET transaction_read_only = off", "SELECT pg_advisory_lock(1)", "SELECT pg_notify('x', 'y')", "SELECT pg_terminate_backend(0)", "SELECT query_to_xml('DELETE FROM t', true, false, '')",
        "SELECT U&\"\\0070g_advisory_lock\"(1)", "LISTEN x", "DEALLOCATE ALL", "DISCARD ALL", "RESET ALL", "PREPARE p AS SELECT 1", "EXECUTE p", "CALL p()", "SHOW x; DELETE FROM t");

    [SkippableTheory]
    [MemberData(nameof(Writes))]
    public Task Statement_ThatWouldDoMoreThanRead_IsRefusedAndChangesNothing(string sql) => RefuseAsync(sql, textOnly: false);

    [SkippableTheory]
    [MemberData(nameof(Tricks))]
    public Task AdHocStatement_ThatReachesBeyondTheTransaction_IsRefusedAndChangesNothing(string sql) => RefuseAsync(sql, textOnly: true);

    [SkippableFact]
    public async Task Reader_ThatMayCallDblink_GetsNoAdHocSql()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(Setup + "CREATE EXTENSION dblink; CREATE VIEW innocent AS SELECT * FROM dblink('dbname=x', 'SELECT 1') AS r(a int);");
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => session.QueryAdHocAsync("SELECT * FROM t", 10, CancellationToken.None));
        Assert.Contains("dblink", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("REVOKE", refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class MySqlGuardTests(SharedDatabase shared) : GuardSuite(TestEngine.MySql, shared)
{
    /// <summary>Refused by the server's transaction, whatever the text looks like.</summary>
    public static TheoryData<string> Writes => new(
        "INSERT INTO t VALUES (3,'c')", "UPDATE t SET v='x'", "DELETE FROM t", "REPLACE INTO t VALUES (1,'x')", "TRUNCATE t", "CREATE TABLE u(a int)", "CREATE TABLE u AS SELECT 1 AS a", "DROP TABLE empty_one", "ALTER TABLE t ADD w int",
        "SELECT 1; INSERT INTO t VALUES (3,'c')", "COMMIT; INSERT INTO t VALUES (3,'c')", "SELECT 1; SELECT 2", "SELECT 1 INTO OUTFILE '/tmp/chatops-evil'", "SELECT 1 INTO DUMPFILE '/tmp/chatops-evil'",
        "SELECT 1 /*! INTO OUTFILE '/tmp/chatops-evil' */", "/*! DELETE FROM t */", "/*!50000 INSERT INTO t VALUES (3,'c') */", "LOAD DATA INFILE '/etc/passwd' INTO TABLE t", "GRANT ALL ON *.* TO reader@'%'", "WITH x AS (SELECT 3) DELETE FROM t",
        "ANALYZE DELETE FROM t", "INSERT INTO t SELECT 3, 'c'", "/* SELECT */ DELETE FROM t", "# SELECT\nDELETE FROM t");

    /// <summary>Let through by a READ ONLY transaction, or ending it, and refused by the text of what a person wrote.</summary>
    public static TheoryData<string> Tricks => new(
        "", "-- nothing", ";", "START TRANSACTION READ WRITE", "BEGIN", "COMMIT", "ROLLBACK", "SET SESSION TRANSACTION READ WRITE", "SET @x = 1", "SELECT @x := 1", "SELECT 1 INTO @x", "SELECT LOAD_FILE('/etc/passwd')", "SELECT GET_LOCK('a', 1)",
        "SELECT * FROM t FOR UPDATE", "SELECT * FROM t LOCK IN SHARE MODE", "LOCK TABLES t WRITE", "UNLOCK TABLES", "CALL p()", "DO SLEEP(0)", "HANDLER t OPEN", "SET STATEMENT max_statement_time=0 FOR SELECT 1", "KILL 1", "FLUSH TABLES",
        "CREATE TEMPORARY TABLE u(a int)", "PREPARE p FROM 'DELETE FROM t'", "EXECUTE IMMEDIATE 'DELETE FROM t'", "USE mysql",
        "/* /* */ BEGIN NOT ATOMIC COMMIT; SET SESSION TRANSACTION READ WRITE; INSERT INTO t VALUES (3,'c'); COMMIT; END #*/ SELECT 1");

    [SkippableTheory]
    [MemberData(nameof(Writes))]
    public Task Statement_ThatWouldDoMoreThanRead_IsRefusedAndChangesNothing(string sql) => RefuseAsync(sql, textOnly: false);

    [SkippableTheory]
    [MemberData(nameof(Tricks))]
    public Task AdHocStatement_ThatReachesBeyondTheTransaction_IsRefusedAndChangesNothing(string sql) => RefuseAsync(sql, textOnly: true);
}
