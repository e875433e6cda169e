using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules about what only PostgreSQL or only MariaDB has, on the real server.</summary>
public sealed class ServerRuleTests
{
    private const string Rows = "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT ";

    /// <summary>The rules that have both kinds of tests only here.</summary>
    internal static readonly string[] Tried = ["foreign-key-narrower", "date-as-text", "uuid-as-text", "deprecated-type", "mixed-collations"];

    /// <summary>Rule, exact count (0 where it must stay quiet), and a database.</summary>
    public static TheoryData<string, long, string> PostgreSqlCases => new()
    {
        { "unvalidated-constraint", 2, "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, p int, v int); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (p) REFERENCES p NOT VALID; ALTER TABLE t ADD CONSTRAINT positive CHECK (v > 0) NOT VALID;" },
        { "violated-check", 1, "CREATE TABLE t(id int PRIMARY KEY, v int); INSERT INTO t VALUES (1, -1), (2, 1); ALTER TABLE t ADD CONSTRAINT positive CHECK (v > 0) NOT VALID;" },
        { "disabled-foreign-key", 1, "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, p int REFERENCES p); ALTER TABLE t DISABLE TRIGGER ALL;" },
        { "disabled-trigger", 1, "CREATE TABLE t(id int PRIMARY KEY); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER h BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER g;" },
        { "invalid-index", 1, "CREATE TABLE t(id int PRIMARY KEY, v int); CREATE INDEX i ON t(v); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;" },
        { "unused-index", 0, "CREATE TABLE t(id int PRIMARY KEY, v int); CREATE INDEX i ON t(v);" },
        { "sequence-exhaustion", 1, "CREATE TABLE t(id serial PRIMARY KEY, v int); CREATE TABLE u(id bigserial PRIMARY KEY); SELECT setval('t_id_seq', 2000000000); SELECT setval('u_id_seq', 2000000000);" },
        { "sequence-exhaustion", 1, "CREATE TABLE t(id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v int); SELECT setval('t_id_seq', 30000); CREATE SEQUENCE round MAXVALUE 10 CYCLE; SELECT setval('round', 10);" },
        { "key-exhaustion", 1, "CREATE TABLE t(id int PRIMARY KEY, v int); INSERT INTO t VALUES (2100000000, 1); CREATE TABLE u(id bigint PRIMARY KEY, v int); INSERT INTO u VALUES (2100000000, 1);" },
        { "key-exhaustion", 0, "CREATE TABLE t(id serial PRIMARY KEY, v int); INSERT INTO t VALUES (2100000000, 1); SELECT setval('t_id_seq', 2100000000);" },
        { "names-differ-only-in-case", 2, "CREATE TABLE t(id int PRIMARY KEY, v int, \"V\" int); CREATE TABLE \"T\"(id int PRIMARY KEY);" },
        { "name-needs-quoting", 2, "CREATE TABLE \"Orders\"(id int PRIMARY KEY, \"unitPrice\" int, größe int);" },
        { "foreign-key-narrower", 2, "CREATE TABLE p(id bigint PRIMARY KEY, code varchar(20) UNIQUE NOT NULL); CREATE TABLE t(id int PRIMARY KEY, p int REFERENCES p, code varchar(10) REFERENCES p(code));" },
        { "foreign-key-narrower", 0, "CREATE TABLE p(id int PRIMARY KEY, code varchar(20) UNIQUE NOT NULL); CREATE TABLE t(id int PRIMARY KEY, p bigint REFERENCES p, code text REFERENCES p(code));" },
        { "foreign-key-collation-mismatch", 1, "CREATE TABLE p(code text PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, code text COLLATE \"C\" REFERENCES p, other text REFERENCES p);" },
        { "timestamp-without-zone", 2, "CREATE TABLE t(id int PRIMARY KEY, a timestamp, b timestamp(3) without time zone, c timestamptz, d date, e time);" },
        { "deprecated-type", 4, "CREATE TABLE t(id int PRIMARY KEY, a money, b char(9), c timetz, d timestamptz(0), e char(1), f timestamptz, g time, h varchar(9), i timestamp(3));" },
        { "deprecated-type", 0, "CREATE TABLE t(id int PRIMARY KEY, e char(1), f timestamptz, g time, h text, i numeric(9,2));" },
        { "date-as-text", 39, "CREATE TABLE t(id int PRIMARY KEY, day text);" + Rows + "i, CASE WHEN i = 7 THEN 'soon' WHEN i % 2 = 0 THEN '2020-01-' || (10 + i % 10) ELSE '24.12.2020' END FROM n;" },
        { "date-as-text", 0, "CREATE TABLE t(id int PRIMARY KEY, day date, note text);" + Rows + "i, DATE '2020-01-01' + i, CASE WHEN i % 9 = 0 THEN 'soon' ELSE '2020-01-01' END FROM n;" },
        { "uuid-as-text", 40, "CREATE TABLE t(id int PRIMARY KEY, u varchar(36), v uuid);" + Rows + "i, gen_random_uuid()::text, gen_random_uuid() FROM n;" },
        { "uuid-as-text", 0, "CREATE TABLE t(id int PRIMARY KEY, u varchar(36), v uuid);" + Rows + "i, repeat('x', 36), gen_random_uuid() FROM n;" },
        { "number-as-text", 40, "CREATE TABLE t(id int PRIMARY KEY, reading char(9));" + Rows + "i, ' ' || i FROM n;" },
        { "non-finite-numbers", 3, "CREATE TABLE t(id int PRIMARY KEY, a float8, b numeric);" + Rows + "i, CASE i WHEN 1 THEN 'NaN' WHEN 2 THEN '-Infinity'::float8 ELSE i END, CASE i WHEN 3 THEN 'NaN'::numeric ELSE i END FROM n;" },
        { "invalid-default", 1, "CREATE TABLE t(id int PRIMARY KEY, v smallint DEFAULT 40000);" },
        { "invalid-default", 1, "CREATE TABLE t(id int PRIMARY KEY, v varchar(3) DEFAULT 'long');" },
        { "invalid-default", 1, "CREATE SCHEMA other; GRANT USAGE ON SCHEMA other TO reader; CREATE TABLE other.t(id int PRIMARY KEY, v text DEFAULT 'new' CHECK (v IN ('open', 'closed')));" },
        { "invalid-default", 0, "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t(id int PRIMARY KEY, a mood DEFAULT 'ok', b jsonb DEFAULT '{}', c text[] DEFAULT '{}', d timestamptz DEFAULT now(), e date DEFAULT 'infinity', f bool DEFAULT false, g varchar(3) DEFAULT 'abc'::character varying, h int DEFAULT (1 + 1) CHECK (h > 5));" },
        { "single-value-column", 6, "CREATE TABLE t(id int PRIMARY KEY, a jsonb, b json, c bool, d uuid, e text[], f point);" + Rows + "i, '{}', '{}', true, '5f4dcc3b-5aa7-65d6-1d83-27deb882cf99', '{}', '(1,1)' FROM n;" },
        { "undeclared-reference", 0, "CREATE TABLE things(id uuid PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, thing_id jsonb);" + Rows + "i, '{}' FROM n;" },
        { "nullable-unique", 0, "CREATE TABLE t(id int PRIMARY KEY, v int, UNIQUE NULLS NOT DISTINCT (v));" },
        { "mixed-collations", 0, "CREATE TABLE t(id int PRIMARY KEY, a text, b text COLLATE \"C\");" },
        { "required-reference-cycle", 0, "CREATE TABLE a(id int PRIMARY KEY, b int NOT NULL); CREATE TABLE b(id int PRIMARY KEY, a int NOT NULL REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE;" },
        { "required-reference-cycle", 1, "CREATE TABLE a(id int PRIMARY KEY, b int NOT NULL); CREATE TABLE b(id int PRIMARY KEY, a int NOT NULL REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;" },
    };

    /// <summary>As above.</summary>
    public static TheoryData<string, long, string> MySqlCases => new()
    {
        { "sequence-exhaustion", 1, "CREATE TABLE t(id tinyint unsigned AUTO_INCREMENT PRIMARY KEY, v int); INSERT INTO t VALUES (200, 1); CREATE TABLE u(id int AUTO_INCREMENT PRIMARY KEY); INSERT INTO u VALUES (200);" },
        { "key-exhaustion", 1, "CREATE TABLE t(id smallint PRIMARY KEY, v int); INSERT INTO t VALUES (32000, 1); CREATE TABLE u(id int unsigned PRIMARY KEY, v int); INSERT INTO u VALUES (2147483647, 1);" },
        { "foreign-key-narrower", 1, "CREATE TABLE p(id int PRIMARY KEY, code varchar(20) NOT NULL UNIQUE); CREATE TABLE t(id int PRIMARY KEY, p int, code varchar(10), FOREIGN KEY (p) REFERENCES p(id), FOREIGN KEY (code) REFERENCES p(code));" },
        { "incomplete-utf8", 1, "CREATE TABLE t(id int PRIMARY KEY, v varchar(9)) CHARACTER SET utf8mb3; CREATE TABLE u(id int PRIMARY KEY, v varchar(9)) CHARACTER SET utf8mb4;" },
        { "mixed-collations", 1, "CREATE TABLE t(id int PRIMARY KEY, a varchar(9), b varchar(9), c varchar(9) CHARACTER SET latin1, d varchar(9) COLLATE utf8mb4_bin) CHARACTER SET utf8mb4;" },
        { "mixed-collations", 0, "CREATE TABLE t(id int PRIMARY KEY, a varchar(9), b varchar(9) CHARACTER SET ascii COLLATE ascii_bin);" },
        { "non-transactional-table", 1, "CREATE TABLE t(id int PRIMARY KEY) ENGINE=MyISAM; CREATE TABLE u(id int PRIMARY KEY) ENGINE=InnoDB;" },
        { "deprecated-type", 2, "CREATE TABLE t(id int PRIMARY KEY, a float(7,2), b int(5) zerofill, c float, d int, e char(9), f year);" },
        { "timestamp-without-zone", 1, "CREATE TABLE t(id int PRIMARY KEY, a datetime, b timestamp NULL, c date);" },
        { "date-as-text", 40, "CREATE TABLE t(id int PRIMARY KEY, day varchar(20));" + Rows + "i, CONCAT('2020-01-', 10 + i % 10) FROM n;" },
        { "json-as-text", 0, "CREATE TABLE t(id int PRIMARY KEY, payload json);" + Rows + "i, '{}' FROM n;" },
        { "invalid-default", 1, "SET sql_mode=''; CREATE TABLE t(id int PRIMARY KEY, v date NOT NULL DEFAULT '0000-00-00');" },
        { "invalid-default", 0, "CREATE TABLE t(id int PRIMARY KEY, a enum('x') DEFAULT 'x', b timestamp DEFAULT current_timestamp(), c varchar(3) NOT NULL DEFAULT '', d tinyint(1) DEFAULT 1, e decimal(4,2) DEFAULT 1.5);" },
        { "trigger-cycle", 1, "CREATE TABLE a(v int); CREATE TABLE b(v int); GRANT TRIGGER ON a TO reader@'%'; GRANT TRIGGER ON b TO reader@'%'; CREATE TRIGGER ta AFTER INSERT ON a FOR EACH ROW INSERT INTO b VALUES (NEW.v); CREATE TRIGGER tb AFTER INSERT ON b FOR EACH ROW INSERT INTO `a` VALUES (NEW.v);" },
        { "trigger-cycle", 0, "CREATE TABLE a(v int); CREATE TABLE b(v int); GRANT TRIGGER ON a TO reader@'%'; GRANT TRIGGER ON b TO reader@'%'; CREATE TRIGGER ta AFTER INSERT ON a FOR EACH ROW INSERT INTO b VALUES (NEW.v); CREATE TRIGGER tb AFTER UPDATE ON b FOR EACH ROW INSERT INTO a VALUES (NEW.v);" },
        { "over-wide-column", 0, "CREATE TABLE t(id int PRIMARY KEY, v text);" + Rows.Replace("40", "1000", StringComparison.Ordinal) + "i, 'x' FROM n;" },
        { "same-name-different-sizes", 0, "CREATE TABLE t(id int PRIMARY KEY, v text); CREATE TABLE u(id int PRIMARY KEY, v varchar(20)); CREATE TABLE w(id int PRIMARY KEY, v longtext);" },
        { "violated-check", 1, "CREATE TABLE t(id int PRIMARY KEY, v int, CHECK (v > 0)); SET check_constraint_checks = 0; INSERT INTO t VALUES (1, -1), (2, 1);" },
        { "single-value-column", 2, "SET sql_mode=''; CREATE TABLE t(id int PRIMARY KEY, a date NOT NULL, b json);" + Rows + "i, '0000-00-00', '{}' FROM n;" },
        { "names-differ-only-in-case", 1, "CREATE TABLE t(id int PRIMARY KEY); CREATE TABLE T(id int PRIMARY KEY);" },
    };

    [SkippableTheory]
    [MemberData(nameof(PostgreSqlCases))]
    public Task Rule_OnPostgreSql_CountsExactly(string rule, long count, string sql) => CountsAsync(TestEngine.PostgreSql, rule, count, sql);

    [SkippableTheory]
    [MemberData(nameof(MySqlCases))]
    public Task Rule_OnMariaDb_CountsExactly(string rule, long count, string sql) => CountsAsync(TestEngine.MySql, rule, count, sql);

    /// <summary>A proposed repair, carried out by the owner, leaves nothing to find.</summary>
    [SkippableTheory]
    [InlineData("unvalidated-constraint", "CREATE TABLE t(id int PRIMARY KEY, v int); ALTER TABLE t ADD CONSTRAINT \"is positive\" CHECK (v > 0) NOT VALID;")]
    [InlineData("disabled-trigger", "CREATE TABLE t(id int PRIMARY KEY); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER g;")]
    [InlineData("invalid-index", "CREATE TABLE t(id int PRIMARY KEY, v int); CREATE INDEX i ON t(v); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;")]
    [InlineData("non-finite-numbers", "CREATE TABLE t(id int PRIMARY KEY, v float8); INSERT INTO t VALUES (1, 'NaN'), (2, 3);")]
    public async Task Fix_CarriedOut_LeavesNothingToFind(string rule, string sql)
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(sql);
        var finding = Assert.Single((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == rule);
        await database.ExecuteAsync(finding.Fix!);
        Assert.DoesNotContain((await RuleTesting.CheckAsync(database.Connection)).Findings, again => again.Rule == rule);
    }

    /// <summary>The server counts scans per session and tells them a moment after the session has ended.</summary>
    [SkippableFact]
    public async Task Index_ThatIsNeverRead_IsFoundWhereTheOthersAreReadOften()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t(id int PRIMARY KEY, v int); CREATE INDEX idle ON t(v); INSERT INTO t SELECT i, i FROM generate_series(1, 2000) i; ANALYZE t;");
        await database.ExecuteAsync("DO $$ BEGIN SET LOCAL enable_seqscan = off; FOR i IN 1..1100 LOOP PERFORM v FROM t WHERE id = i; END LOOP; END $$;");
        var found = Assert.Single((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == "unused-index");
        Assert.Contains("The index idle of t", found.Message, StringComparison.Ordinal);
        await database.ExecuteAsync(found.Fix!);
        Assert.DoesNotContain((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == "unused-index");
    }

    /// <summary>A table that somebody keeps locked is left out; all others are checked.</summary>
    [SkippableTheory]
    [InlineData(DatabaseProvider.PostgreSql, "LOCK TABLE busy IN ACCESS EXCLUSIVE MODE")]
    [InlineData(DatabaseProvider.MySql, "LOCK TABLES busy WRITE")]
    public async Task Table_ThatIsLocked_IsNotCheckedAndTheOthersAre(DatabaseProvider provider, string locking)
    {
        var engine = provider == DatabaseProvider.PostgreSql ? TestEngine.PostgreSql : TestEngine.MySql;
        await using var database = await engine.CreateAsync("CREATE TABLE busy(id int NOT NULL); INSERT INTO busy VALUES (1); CREATE TABLE free(id int, v text); INSERT INTO free VALUES (1, ' '), (2, 'x');");
        await using var writer = await TestDatabase.Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        await writer.ExecuteAsync(locking, null, CancellationToken.None);
        var result = await RuleTesting.CheckAsync(database.Connection with { Limits = new ConnectionLimits { LockTimeout = TimeSpan.FromMilliseconds(300) } });
        Assert.Contains(result.NotChecked, item => item.Table == "busy" && item.Reason.Contains("locked", StringComparison.Ordinal));
        Assert.DoesNotContain(result.NotChecked, item => item.Table == "free");
        Assert.Contains(result.Findings, finding => finding.Table == "free" && finding.Rule == "blank-values");
    }

    [SkippableFact]
    public async Task Schema_ThatTheAddressNamesAndIsNotThere_IsSaid()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t(id int PRIMARY KEY);");
        var elsewhere = database.Connection with { Reader = new Secret($"{database.Connection.Reader.Reveal()}?schema=nonesuch") };
        var error = await Assert.ThrowsAsync<DatabaseException>(() => RuleTesting.CheckAsync(elsewhere));
        Assert.Contains("no schema 'nonesuch'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRuleOfTheServers_IsTriedBothWays()
    {
        var cases = PostgreSqlCases.Concat(MySqlCases).Select(row => ((string)row[0], (long)row[1] > 0)).ToHashSet();
        Assert.All(Tried, rule => Assert.True(cases.Contains((rule, true)) && cases.Contains((rule, false)), rule));
    }

    private static async Task CountsAsync(TestEngine engine, string rule, long count, string sql)
    {
        await using var database = await engine.CreateAsync(sql);
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Empty(result.NotChecked);
        Assert.Equal(count, result.Findings.Where(finding => finding.Rule == rule).Sum(finding => finding.Count));
    }
}
