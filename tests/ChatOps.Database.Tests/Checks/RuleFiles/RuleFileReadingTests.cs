using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

public sealed class RuleFileReadingTests
{
    [Fact]
    public void Problems_AreToldAllAtOnceEachWithItsPlace()
    {
        var problems = RuleFileTesting.ProblemsOf("""
            version: 2
            builtins: all
            rules:
              reserved-word-name: of
            excuses:
              - { rule: orphaned-rows, until: soon }
            tables:
              orders:
                columns:
                  status:
                    - nut-null
                    - in: []
                    - range: { minimum: 1 }
                    - { pattern: 5 }
                    - length: { min: -1 }
                    - { not-null: true, severity: fatal }
                    - { not-null: true, fail: 0% }
            """);
        Assert.Equal(
            [
                "1:10 '2' is not known here. There are: 1.",
                "2:1 'builtins' is not known here; did you mean 'builtin'?",
                "4:23 'of' is not known here; did you mean 'off'?",
                "6:5 'reason' is missing.",
                "6:35 'soon' is not written as it must be: a day such as 2027-03-31.",
                "11:11 'nut-null' is not known here; did you mean 'not-null'?",
                "12:15 There is nothing in it.",
                "13:20 'minimum' is not known here; did you mean 'min'?",
                "14:22 This must be of type string.",
                "15:26 -1 is below 0.",
                "16:39 'fatal' is not known here. There are: error, warning, info.",
                "17:35 '0%' is not written as it must be: a share such as 5%.",
            ],
            problems);
    }

    [Fact]
    public void Problems_ThatNoSchemaSees_AreToldAllAtOnce()
    {
        var problems = RuleFileTesting.ProblemsOf("""
            version: 1
            rules: { orphan-rows: off }
            excuses:
              - { rule: check:not-nul, reason: x, until: 2026-02-30 }
            tables:
              t:
                columns:
                  c:
                    - { not-null: true, unique: true }
                    - { severity: warning }
                    - { mean: { min: 1 }, fail: 3 }
                    - { not-null: true, approximate: true }
                    - not-null
                checks:
                  - { sql: "SELECT 1", where: "1 = 1" }
            """);
        Assert.Equal(
            [
                "2:10 There is no rule 'orphan-rows'; did you mean 'orphaned-rows'?",
                "4:13 There is no rule 'check:not-nul'; did you mean 'check:not-null'?",
                "4:46 '2026-02-30' is no day of the calendar.",
                "9:11 One check stands in one item; here are not-null and unique. Begin each with a hyphen of its own.",
                "10:11 Only options stand here; name the check, such as not-null: true.",
                "11:37 'mean' measures one figure and counts no rows; its bounds are its threshold. Use severity: warning for a warning.",
                "12:42 Only distinct-count can be approximate; 'not-null' is exact.",
                "15:35 'sql' takes no where; write the condition into it.",
            ],
            problems);
    }

    [Theory]
    [InlineData("", "1:1 The file is empty. The least that it needs is: version: 1")]
    [InlineData("- a", "1:1 This must be of type object.")]
    [InlineData("version: 1\nversion: 1", "2:1 The key 'version' stands here a second time; the first is in line 1.")]
    [InlineData("version: 1\ntables: &a { t: { where: x } }", "2:9 Anchors (&name) and tags (!name) are not taken; write the value out where it is needed.")]
    [InlineData("version: 1\nexcuses: *a", "2:10 Aliases (*name) are not taken; write the value out.")]
    [InlineData("version: 1\n---\nversion: 1", "2:1 A second document begins here; a rule file is one document.")]
    [InlineData("version: 0x1", "1:10 '0x1' can be read as different numbers or as text; write a plain decimal number, or put it in quotes.")]
    public void Yaml_ThatCannotBeTaken_IsRefusedWithItsPlace(string yaml, string problem) => Assert.Contains(problem, RuleFileTesting.ProblemsOf(yaml));

    [Theory]
    [InlineData("version: 1\ntables:\n\tt:\n\t\twhere: x")]
    [InlineData("version: 1\ntables:\n  t:\n\t  where: x")]
    public void Tab_InFrontOfALine_IsNamed(string yaml) =>
        Assert.Contains(RuleFileTesting.ProblemsOf(yaml), problem => problem.Contains("is indented with a tab", StringComparison.Ordinal));

    [Theory]
    [InlineData("[", "nested more than 20 deep")]
    [InlineData("{a: ", "nested more than 20 deep")]
    [InlineData("{", "A key must be a plain word")]
    public void Nesting_OfTwentyThousandBrackets_IsRefused(string bracket, string problem) =>
        Assert.Contains(problem, Assert.Single(RuleFileTesting.ProblemsOf("version: 1\ntables: " + string.Concat(Enumerable.Repeat(bracket, 20_000)))), StringComparison.Ordinal);

    [Fact]
    public void File_OfMoreThanTwoMillionCharacters_IsRefused() =>
        Assert.StartsWith("1:1 The file has 3,000,011 characters", Assert.Single(RuleFileTesting.ProblemsOf("version: 1 " + new string('x', 3_000_000))), StringComparison.Ordinal);

    [Fact]
    public void File_OfAMillionValues_IsRefused() =>
        Assert.Contains("more than 200,000 values", Assert.Single(RuleFileTesting.ProblemsOf($"version: 1\nrules: [{string.Join(',', Enumerable.Repeat("1", 400_000))}]")), StringComparison.Ordinal);

    [Fact]
    public async Task Names_ThatAreNotThere_AreToldWithTheNearest()
    {
        using var database = new TestDatabase("CREATE TABLE orders(id INTEGER PRIMARY KEY, status TEXT); CREATE TABLE customers(id INTEGER PRIMARY KEY);");
        var problems = await RuleFileTesting.ProblemsAsync(database, """
            version: 1
            excuses:
              - { rule: blank-values, table: ordrs, reason: x, until: 2026-02-01 }
            tables:
              order:
                columns: { id: [not-null] }
              orders:
                columns:
                  state: [not-null]
                  id: [ { references: customer.id }, { references: customers.key } ]
                checks:
                  - unique: [id, statuss]
                  - matches: { table: orders_old, compare: row-count }
                  - matches: { table: orders, connection: warehouse, compare: row-count }
            """);
        Assert.Equal(
            [
                "3:5 There is no table 'ordrs'; did you mean 'orders'?",
                "5:3 There is no table 'order'; did you mean 'orders'?",
                "9:7 orders has no column 'state'; did you mean 'status'?",
                "10:27 There is no table 'customer'; did you mean 'customers'?",
                "10:56 customers has no column 'key'. There are: id.",
                "12:22 orders has no column 'statuss'; did you mean 'status'?",
                "13:27 There is no table 'orders_old'; did you mean 'orders'?",
                "14:47 There is no connection 'warehouse'. There are none.",
            ],
            problems);
    }

    [Fact]
    public async Task Sql_ThatTheDatabaseDoesNotUnderstand_IsToldWithItsPlace()
    {
        using var database = new TestDatabase("CREATE TABLE t(c);");
        var problems = await RuleFileTesting.ProblemsAsync(database, """
            version: 1
            tables:
              t:
                checks:
                  - condition: "d > 1"
                  - sql: "SELECT gone FROM nowhere"
                  - { condition: "c > 1", where: "c >" }
            """);
        Assert.Equal(3, problems.Count);
        Assert.Contains("no such column: d", problems[0], StringComparison.Ordinal);
        Assert.Contains("no such table: nowhere", problems[1], StringComparison.Ordinal);
        Assert.StartsWith("7:38 ", problems[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 = 1) OR (1 = 1")]
    [InlineData("1 = 1; DROP TABLE t")]
    [InlineData("1 = 1 -- and more")]
    [InlineData("1 = 1 /* and more */")]
    [InlineData("c = 'it\\'s'")]
    [InlineData("c = 'open")]
    [InlineData("c = ?")]
    [InlineData("c = $1")]
    [InlineData("\"pg_read_file\"('/etc/passwd') = ''")]
    [InlineData("")]
    public void Expression_ThatCouldLeaveItsPlace_IsRefused(string sql) => Assert.NotNull(SqlExpression.Refusal(sql, new SqliteDialect(TimeProvider.System).CheckSql));

    [Theory]
    [InlineData("pg_read_file('/etc/passwd') = ''")]
    [InlineData("set_config('a', 'b', false) = ''")]
    [InlineData("query_to_xml('SELECT 1', true, false, '') IS NULL")]
    [InlineData("query_to_xml_and_xmlschema('SELECT 1', true, false, '') IS NULL")]
    [InlineData("pg_catalog.cursor_to_xmlschema('c', true, false, '') IS NULL")]
    [InlineData("table_to_xml('t', true, false, '') IS NULL")]
    [InlineData("(SELECT COUNT(*) FROM ts_stat('SELECT 1')) > 0")]
    [InlineData("id IN (SELECT a FROM crosstab('SELECT 1') AS x(a int))")]
    [InlineData("id IN (SELECT a FROM connectby('t', 'a', 'b', 'c', 1) AS x(a int))")]
    [InlineData("pg_terminate_backend(1)")]
    [InlineData("pg_try_advisory_lock(1)")]
    [InlineData("pg_sleep_for('1 day') IS NULL")]
    [InlineData("loread(1, 2) IS NULL")]
    [InlineData("nextval('s') = 1")]
    public void Expression_ThatReachesBeyondTheRowsOfPostgreSql_IsRefused(string sql) => Assert.Contains("reaches beyond", SqlExpression.Refusal(sql, new PostgreSqlDialect().CheckSql), StringComparison.Ordinal);

    [Theory]
    [InlineData("LOAD_FILE('/etc/passwd') IS NULL")]
    [InlineData("sleep (10) = 0")]
    [InlineData("BENCHMARK(1000000, MD5('a')) = 0")]
    [InlineData("GET_LOCK('a', 1)")]
    [InlineData("release_all_locks() = 0")]
    [InlineData("sys_exec('x') = 0")]
    [InlineData("lastval(s) = 1")]
    public void Expression_ThatReachesBeyondTheRowsOfMySql_IsRefused(string sql) => Assert.Contains("reaches beyond", SqlExpression.Refusal(sql, new MySqlDialect().CheckSql), StringComparison.Ordinal);

    [Fact]
    public async Task Expression_ThatReachesBeyondTheRowsOfSqlite_IsRefusedByTheEngine()
    {
        using var database = new TestDatabase("CREATE TABLE t(c);");
        Assert.Single(await RuleFileTesting.ProblemsAsync(database, "version: 1\ntables: { t: { checks: [ { condition: \"load_extension('x') = 1\" } ] } }"));
    }

    [Theory]
    [InlineData("total > 100 AND (status = 'a;b' OR note LIKE '%--%')")]
    [InlineData("c = 'it''s ?'")]
    [InlineData("c IN (SELECT id FROM other)")]
    [InlineData("created::date > '2020-01-01'")]
    [InlineData("\"odd ; name\" IS NULL")]
    public void Expression_ThatStaysInItsPlace_IsTaken(string sql)
    {
        Assert.Null(SqlExpression.Refusal(sql, new SqliteDialect(TimeProvider.System).CheckSql));
        Assert.Null(SqlExpression.Refusal(sql, new PostgreSqlDialect().CheckSql));
        Assert.Null(SqlExpression.Refusal(sql, new MySqlDialect().CheckSql));
    }

    [Theory]
    [InlineData("DELETE FROM t")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("PRAGMA user_version")]
    public void Query_ThatIsMoreThanASelect_IsRefused(string sql) => Assert.NotNull(SqlExpression.QueryRefusal(sql, new SqliteDialect(TimeProvider.System).CheckSql));
}
