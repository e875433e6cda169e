using ChatOps.Database.Connections;

namespace ChatOps.Database.Tests.Connections;

public sealed class ReaderSessionGuardTests
{
    private const string Setup = "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1,'a'),(2,'b');";

    public static TheoryData<string> Escapes => new(
        "INSERT INTO t VALUES (3,'c')",
        "UPDATE t SET v='x'",
        "DELETE FROM t",
        "REPLACE INTO t VALUES (1,'x')",
        "WITH x AS (SELECT 3 AS id) INSERT INTO t SELECT id,'c' FROM x",
        "WITH x AS (SELECT 1) DELETE FROM t WHERE id IN (SELECT * FROM x)",
        "EXPLAIN INSERT INTO t VALUES (3,'c')",
        "CREATE TABLE u(a)",
        "CREATE TEMP TABLE u(a)",
        "CREATE TEMP VIEW w AS SELECT 1",
        "DROP TABLE t",
        "ALTER TABLE t ADD COLUMN w",
        "ATTACH '{folder}/evil.db' AS evil",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO '{folder}/evil.db'",
        "PRAGMA writable_schema=ON",
        "PRAGMA journal_mode=WAL",
        "PRAGMA query_only=OFF",
        "PRAGMA user_version=7",
        "PRAGMA user_version",
        "REINDEX",
        "ANALYZE",
        "BEGIN",
        "BEGIN IMMEDIATE",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT s",
        "RELEASE s",
        "SELECT 1; INSERT INTO t VALUES (3,'c')",
        "COMMIT; INSERT INTO t VALUES (3,'c')",
        "SELECT 1; SELECT 2",
        "; SELECT 1; DROP TABLE t",
        "/* SELECT */ DELETE FROM t",
        "SELECT load_extension('{folder}/evil.so')",
        "SELECT writefile('{folder}/evil.db', 'x')",
        "SELECT readfile('{file}')",
        "SELECT edit('x','touch {folder}/evil.db')",
        "SELECT fts3_tokenizer('simple')",
        "",
        "-- nothing",
        ";");

    [Theory]
    [MemberData(nameof(Escapes))]
    public async Task AdHoc_StatementThatWouldDoMoreThanRead_IsRefusedAndChangesNothing(string sql)
    {
        using var database = new TestDatabase(Setup);
        database.CloseWriter();
        var before = await File.ReadAllBytesAsync(database.FilePath);
        await using (var session = await database.OpenAsync())
        {
            var statement = sql.Replace("{folder}", database.Folder, StringComparison.Ordinal).Replace("{file}", database.FilePath, StringComparison.Ordinal);
            var error = await Assert.ThrowsAsync<DatabaseException>(() => session.QueryAdHocAsync(statement, 10, CancellationToken.None));
            Assert.True(error.Problem is DatabaseProblem.NotReadOnly or DatabaseProblem.BadStatement, error.Message);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(database.FilePath));
        Assert.Equal([database.FilePath], Directory.GetFiles(database.Folder));
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES (3,'c')")]
    [InlineData("CREATE TEMP TABLE u(a)")]
    [InlineData("ATTACH ':memory:' AS evil")]
    [InlineData("PRAGMA journal_mode=DELETE")]
    [InlineData("COMMIT")]
    [InlineData("VACUUM INTO '/dev/null'")]
    public async Task Query_OwnStatementThatWouldDoMoreThanRead_IsRefusedByTheEngine(string sql)
    {
        using var database = new TestDatabase(Setup);
        await using var session = await database.OpenAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.ScalarAsync(sql, CancellationToken.None));
        Assert.Equal(DatabaseProblem.NotReadOnly, error.Problem);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM t", 2L)]
    [InlineData("  select 1 -- ; DROP TABLE t", 1L)]
    [InlineData("WITH x(a) AS (VALUES (5)) SELECT a FROM x;", 5L)]
    [InlineData("VALUES (7) ; /* end */ ;", 7L)]
    [InlineData("SELECT length('a;b')", 3L)]
    [InlineData("SELECT count(*) FROM pragma_table_info('t')", 2L)]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<10) SELECT max(i) FROM n", 10L)]
    public async Task AdHoc_OneQuery_IsAnswered(string sql, long expected)
    {
        using var database = new TestDatabase(Setup);
        await using var session = await database.OpenAsync();
        var result = await session.QueryAdHocAsync(sql, 10, CancellationToken.None);
        Assert.Equal(expected, Assert.Single(result.Rows)[0]);
    }

    [Fact]
    public async Task AdHoc_Explain_IsAnswered()
    {
        using var database = new TestDatabase(Setup);
        await using var session = await database.OpenAsync();
        Assert.NotEmpty((await session.QueryAdHocAsync("EXPLAIN QUERY PLAN SELECT * FROM t", 10, CancellationToken.None)).Rows);
    }

    [Fact]
    public async Task AdHoc_MoreRowsThanAskedFor_AreCutAndSaidSo()
    {
        using var database = new TestDatabase(Setup);
        await using var session = await database.OpenAsync();
        var cut = await session.QueryAdHocAsync("SELECT id FROM t", 1, CancellationToken.None);
        var whole = await session.QueryAdHocAsync("SELECT id FROM t", 2, CancellationToken.None);
        Assert.True(cut.Truncated);
        Assert.Single(cut.Rows);
        Assert.False(whole.Truncated);
        Assert.Equal(2, whole.Rows.Count);
    }

    [Fact]
    public async Task AdHoc_WrongStatement_NamesWhatIsWrong()
    {
        using var database = new TestDatabase(Setup);
        await using var session = await database.OpenAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => session.QueryAdHocAsync("SELECT * FROM missing", 1, CancellationToken.None));
        Assert.Equal(DatabaseProblem.BadStatement, error.Problem);
        Assert.Contains("no such table: missing", error.Message, StringComparison.Ordinal);
    }
}
