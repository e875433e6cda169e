using ChatOps.Database.Checks;

namespace ChatOps.Database.Tests.Checks;

/// <summary>Every rule on SQLite, twice: where the problem is, and where something only looks alike. Rules of the servers alone have tests of their own.</summary>
public sealed class SchemaRuleTests
{
    private const string Parent = "CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT); INSERT INTO parent VALUES (1,'a'),(2,'b');";
    private const string Twenty = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20) INSERT INTO t SELECT ";

    private static readonly (string Rule, long Count, string Sql)[] Fires =
    [
        ("foreign-key-cycle", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, c REFERENCES c(id)); CREATE TABLE c(id INTEGER PRIMARY KEY, a REFERENCES a(id));"),
        ("orphaned-rows", 2, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent); INSERT INTO t(p) VALUES (1),(2),(3),(4),(NULL);"),
        ("orphaned-rows", 1, "CREATE TABLE k(a INT, b TEXT, PRIMARY KEY(a,b)); INSERT INTO k VALUES (1,'x'); CREATE TABLE t(a INT, b TEXT, FOREIGN KEY(a,b) REFERENCES k); INSERT INTO t VALUES (1,'x'),(1,'y'),(1,NULL),(NULL,'q');"),
        ("foreign-key-without-index", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent);"),
        ("foreign-key-type-mismatch", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p TEXT REFERENCES parent(id));"),
        ("foreign-key-to-missing-table", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES gone(id));"),
        ("foreign-key-to-missing-table", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(gone));"),
        ("foreign-key-to-non-unique", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p TEXT REFERENCES parent(code));"),
        ("missing-primary-key", 1, "CREATE TABLE t(a, b);"),
        ("duplicate-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE INDEX i1 ON t(a); CREATE INDEX i2 ON t(a);"),
        ("duplicate-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); CREATE INDEX i1 ON t(a);"),
        ("duplicate-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE INDEX i1 ON t(id);"),
        ("duplicate-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a); CREATE INDEX i1 ON t(lower(a)) WHERE a > 0; CREATE INDEX i2 ON t(lower(a)) WHERE a > 0;"),
        ("redundant-index", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); CREATE INDEX i1 ON t(a); CREATE INDEX i2 ON t(a, b);"),
        ("nullable-unique", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE);"),
        ("nullable-primary-key", 1, "CREATE TABLE t(id TEXT PRIMARY KEY);"),
        ("same-name-different-types", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY, sku TEXT); CREATE TABLE b(id INTEGER PRIMARY KEY, sku TEXT); CREATE TABLE c(id INTEGER PRIMARY KEY, sku INT);"),
        ("reserved-word-name", 1, "CREATE TABLE \"order\"(id INTEGER PRIMARY KEY);"),
        ("reserved-word-name", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, \"group\" TEXT);"),
        ("money-in-floating-point", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, unit_price REAL);"),
        ("stored-type-mismatch", 3, "CREATE TABLE t(id INTEGER PRIMARY KEY, n INT); INSERT INTO t(n) VALUES (1),('12'),('lots'),(1.5),(x'00'),(NULL);"),
        ("stored-type-mismatch", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, n DECIMAL(10,2)); INSERT INTO t(n) VALUES (1),(1.5),('1,5');"),
        ("stored-type-mismatch", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, n VARCHAR(9)); INSERT INTO t(n) VALUES (1),('x'),(x'41');"),
        ("empty-table", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY);"),
        ("single-value-column", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);" + Twenty + "i, 'same' FROM n;"),
        ("single-value-column", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);" + Twenty + "i, NULL FROM n;"),
        ("invalid-view", 1, "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT gone FROM t;"),
        ("cascade-hazard", 1, "CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE CASCADE); CREATE TABLE c(id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE);"),
        ("cascade-hazard", 1, Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT NOT NULL REFERENCES parent ON DELETE SET NULL);"),
    ];

    private static readonly (string Rule, string Sql)[] StaysQuiet =
    [
        ("foreign-key-cycle", "CREATE TABLE a(id INTEGER PRIMARY KEY, boss REFERENCES a(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a(id)); CREATE TABLE c(a REFERENCES a(id), b REFERENCES b(id));"),
        ("orphaned-rows", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p REFERENCES parent, self INT REFERENCES t); INSERT INTO t(p,self) VALUES ('1',1),(2.0,2),(NULL,NULL);"),
        ("orphaned-rows", "CREATE TABLE k(c TEXT PRIMARY KEY COLLATE NOCASE); INSERT INTO k VALUES ('abc'),('1'); CREATE TABLE t(c INT REFERENCES k); INSERT INTO t VALUES ('ABC'),(1);"),
        ("foreign-key-without-index", Parent + "CREATE TABLE t(p INT REFERENCES parent, q INT REFERENCES parent, PRIMARY KEY(p,q)); CREATE INDEX i ON t(q);"),
        ("foreign-key-type-mismatch", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p BIGINT REFERENCES parent(id), q REFERENCES parent(id));"),
        ("foreign-key-to-missing-table", "CREATE TABLE Parent(ID INTEGER PRIMARY KEY); CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id));"),
        ("foreign-key-to-non-unique", "CREATE TABLE k(id INTEGER PRIMARY KEY, code TEXT UNIQUE); CREATE TABLE t(p TEXT REFERENCES k(code), q INT REFERENCES k);"),
        ("missing-primary-key", "CREATE TABLE t(a, b, PRIMARY KEY(a, b));"),
        ("duplicate-index", "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); CREATE INDEX i1 ON t(a, b); CREATE INDEX i2 ON t(b, a); CREATE INDEX i3 ON t(a COLLATE NOCASE, b); CREATE INDEX i4 ON t(a, b) WHERE a > 1;"),
        ("redundant-index", "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); CREATE UNIQUE INDEX i1 ON t(a); CREATE INDEX i2 ON t(a, b); CREATE INDEX i3 ON t(b);"),
        ("nullable-unique", "CREATE TABLE t(id TEXT PRIMARY KEY, a TEXT NOT NULL UNIQUE);"),
        ("nullable-primary-key", "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE TABLE u(id TEXT NOT NULL PRIMARY KEY); CREATE TABLE w(id TEXT PRIMARY KEY) WITHOUT ROWID;"),
        ("same-name-different-types", "CREATE TABLE a(id INTEGER PRIMARY KEY, total INT, name TEXT); CREATE TABLE b(id TEXT PRIMARY KEY, total NUMERIC, name INT);"),
        ("reserved-word-name", "CREATE TABLE orders(id INTEGER PRIMARY KEY, name TEXT, type TEXT);"),
        ("money-in-floating-point", "CREATE TABLE t(id INTEGER PRIMARY KEY, price NUMERIC, discount REAL, tax_rate REAL);"),
        ("stored-type-mismatch", "CREATE TABLE t(id INTEGER PRIMARY KEY, d DATETIME, b BOOLEAN, x BLOB, y, n NUMERIC); INSERT INTO t VALUES (1,'2020-01-01','true','text','text','12.5');"),
        ("empty-table", Parent),
        ("single-value-column", "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);" + Twenty + "i, CASE WHEN i < 20 THEN 'same' END FROM n;"),
        ("invalid-view", "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE VIEW v AS SELECT id, upper(id) FROM t;"),
        ("cascade-hazard", Parent + "CREATE TABLE t(id INTEGER PRIMARY KEY, p INT REFERENCES parent ON DELETE CASCADE, q INT REFERENCES parent ON DELETE SET NULL);"),
    ];

    /// <summary>Rule, exact count, and a database where it fires.</summary>
    public static TheoryData<string, long, string> Firing
    {
        get
        {
            var data = new TheoryData<string, long, string>();
            foreach (var (rule, count, sql) in (IEnumerable<(string, long, string)>)[.. Fires, .. ReferenceRuleCases.Firing, .. KeyRuleCases.Firing, .. ColumnRuleCases.Firing])
            {
                data.Add(rule, count, sql);
            }

            return data;
        }
    }

    /// <summary>Rule and a database where it must stay quiet although something looks alike.</summary>
    public static TheoryData<string, string> Quiet
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (rule, sql) in (IEnumerable<(string, string)>)[.. StaysQuiet, .. ReferenceRuleCases.Quiet, .. KeyRuleCases.Quiet, .. ColumnRuleCases.Quiet])
            {
                data.Add(rule, sql);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Firing))]
    public async Task Rule_WhereTheProblemIs_CountsItExactly(string rule, long count, string sql) =>
        Assert.Equal(count, Assert.Single(await RuleTesting.FindingsAsync(rule, sql)).Count);

    [Theory]
    [MemberData(nameof(Quiet))]
    public async Task Rule_WhereItOnlyLooksAlike_StaysQuiet(string rule, string sql) =>
        Assert.Empty(await RuleTesting.FindingsAsync(rule, sql));

    [Fact]
    public void EverySchemaRule_IsTriedBothWays()
    {
        var rules = RuleCatalog.SchemaRules.Select(rule => rule.Id).Except(ModelRuleTests.Tried).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(rules, Firing.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(rules, Quiet.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cycle_NamesItsPath()
    {
        var finding = Assert.Single(await RuleTesting.FindingsAsync(
            "foreign-key-cycle", "CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b(id)); CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a(id));"));
        Assert.Contains("a -> b -> a", finding.Message, StringComparison.Ordinal);
    }
}
