using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Checks;

/// <summary>Rules in SQL that every engine understands: the same findings with the same counts on each.</summary>
public abstract class EngineRuleSuite
{
    private const string Rows = "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT ";
    private const string Parent = "CREATE TABLE parent(id INT NOT NULL PRIMARY KEY); INSERT INTO parent VALUES (1), (2);";
    private const string Pairs = "CREATE TABLE k(a INT NOT NULL, b INT NOT NULL, PRIMARY KEY(a, b)); INSERT INTO k VALUES (1, 1);";

    private protected abstract TestEngine Engine { get; }

    /// <summary>Rule, exact count (0 where it must stay quiet), and a database.</summary>
    public static TheoryData<string, long, string> Cases => new()
    {
        { "foreign-key-without-index", 0, Parent + "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, p INT, FOREIGN KEY(p) REFERENCES parent(id)); CREATE INDEX i ON t(p);" },
        { "reference-to-itself", 0, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, up INT, FOREIGN KEY(up) REFERENCES t(id));" },
        { "duplicate-foreign-key", 1, Parent + "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, p INT, FOREIGN KEY(p) REFERENCES parent(id), FOREIGN KEY(p) REFERENCES parent(id));" },
        { "composite-key-order", 1, Pairs + "CREATE TABLE t(b INT NOT NULL, a INT NOT NULL, PRIMARY KEY(b, a), FOREIGN KEY(a, b) REFERENCES k(a, b));" },
        { "half-null-reference", 2, Pairs + "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a INT, b INT, FOREIGN KEY(a, b) REFERENCES k(a, b)); INSERT INTO t VALUES (1, 1, NULL), (2, NULL, 9), (3, NULL, NULL), (4, 1, 1);" },
        { "undeclared-reference", 1, "CREATE TABLE countries(id INT NOT NULL PRIMARY KEY); INSERT INTO countries VALUES (1), (2); CREATE TABLE t(id INT NOT NULL PRIMARY KEY, country_id INT, v INT); INSERT INTO t VALUES (1,1,1),(2,2,2),(3,NULL,3),(4,1,4),(5,2,5);" },
        { "undeclared-reference", 0, "CREATE TABLE countries(id INT NOT NULL PRIMARY KEY); INSERT INTO countries VALUES (1), (2); CREATE TABLE t(id INT NOT NULL PRIMARY KEY, country_id VARCHAR(9), v INT); INSERT INTO t VALUES (1,'1',1),(2,'2',2),(3,NULL,3),(4,'1',4),(5,'2',5);" },
        { "polymorphic-reference", 2, "CREATE TABLE comments(id INT NOT NULL PRIMARY KEY, subject_type VARCHAR(20), subject_id INT);" },
        { "redundant-unique", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a INT NOT NULL, UNIQUE(a, id));" },
        { "floating-point-key", 1, "CREATE TABLE t(id DOUBLE PRECISION NOT NULL PRIMARY KEY);" },
        { "many-indexes", 0, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, v INT); CREATE INDEX i ON t(v);" },
        { "low-selectivity-index", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, done INT, v INT); CREATE INDEX i ON t(done); CREATE INDEX j ON t(v);" + Rows.Replace("40", "900", StringComparison.Ordinal) + "i, i % 2, i FROM n;" + string.Concat(Enumerable.Repeat("INSERT INTO t SELECT m + id, done, v FROM t, (SELECT MAX(id) AS m FROM t) AS largest;", 4)) },
        { "single-value-column", 2, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a VARCHAR(9), b INT, c INT);" + Rows.Replace("40", "150", StringComparison.Ordinal) + "i, 'same', NULL, CASE WHEN i < 150 THEN 7 ELSE 8 END FROM n;" },
        { "naming-drift", 1, "CREATE TABLE order_items(id INT NOT NULL PRIMARY KEY); CREATE TABLE order_notes(id INT NOT NULL PRIMARY KEY); CREATE TABLE order_taxes(id INT NOT NULL PRIMARY KEY); CREATE TABLE {quote}OrderLines{quote}(id INT NOT NULL PRIMARY KEY);" },
        { "plural-singular-mix", 1, "CREATE TABLE orders(id INT); CREATE TABLE customers(id INT); CREATE TABLE invoices(id INT); CREATE TABLE parcels(id INT); CREATE TABLE item(id INT);" },
        { "money-without-cents", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, price DECIMAL(10,0), cost DECIMAL(10,2));" },
        { "code-as-number", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, zip INT, phone VARCHAR(20));" },
        { "timestamp-without-zone", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, day DATE); CREATE TABLE u(id INT NOT NULL PRIMARY KEY, at_time {moment});" },
        { "same-name-different-sizes", 1, "CREATE TABLE a(id INT NOT NULL PRIMARY KEY, sku VARCHAR(20)); CREATE TABLE b(id INT NOT NULL PRIMARY KEY, sku VARCHAR(20)); CREATE TABLE c(id INT NOT NULL PRIMARY KEY, sku VARCHAR(10));" },
        { "invalid-default", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, v INT DEFAULT 0, CHECK (v > 0));" },
        { "invalid-default", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, v VARCHAR(9) DEFAULT 'new', CHECK (v IN ('open', 'it''s')));" },
        { "invalid-default", 0, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a INT DEFAULT 5, b VARCHAR(3) DEFAULT 'abc', c DATE DEFAULT '2020-02-29', d DECIMAL(4,2) DEFAULT -99.99, e INT DEFAULT NULL, CHECK (a > 0), CHECK (b LIKE 'a%'));" },
        { "default-in-unique-column", 1, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, code VARCHAR(9) DEFAULT 'x' NOT NULL, UNIQUE(code));" },
        { "over-wide-column", 2, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a VARCHAR(255), b VARCHAR(400), c VARCHAR(100));" + Rows.Replace("40", "1000", StringComparison.Ordinal) + "i, 'xö', 'y', 'z' FROM n;" },
        { "number-as-text", 40, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, reading VARCHAR(20), code VARCHAR(9));" + Rows + "i, CAST(i * 1.5 AS CHAR(9)), '1' FROM n;" },
        { "boolean-as-text", 40, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, active VARCHAR(5));" + Rows + "i, CASE WHEN i % 2 = 1 THEN 'Yes' ELSE 'no ' END FROM n;" },
        { "json-as-text", 40, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, payload VARCHAR(40));" + Rows + "i, CASE WHEN i % 2 = 1 THEN '{\"a\": 1}' ELSE '[1]' END FROM n;" },
        { "list-in-column", 30, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, tags VARCHAR(40));" + Rows + "i, CASE WHEN i <= 15 THEN 'red, green' WHEN i <= 30 THEN 'red, blue, green' ELSE 'red' END FROM n;" },
        { "repeating-columns", 3, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, phone1 VARCHAR(20), phone2 VARCHAR(20), phone3 VARCHAR(20));" },
        { "entity-attribute-value", 2, "CREATE TABLE product_attributes(product_id INT NOT NULL, attribute_name VARCHAR(40) NOT NULL, attribute_value VARCHAR(40), PRIMARY KEY(product_id, attribute_name));" },
        { "readable-password", 2, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, password VARCHAR(60)); INSERT INTO t VALUES (1, 'secret'), (2, 'hunter2'), (3, NULL), (4, ''), (5, '$2b$12$abc'), (6, '5f4dcc3b5aa765d61d8327deb882cf99');" },
        { "wide-table", 1, $"CREATE TABLE t({string.Join(", ", Enumerable.Range(1, 101).Select(i => $"a{i}b INT"))});" },
        { "violated-check", 0, "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, v INT, CHECK (v > 0)); INSERT INTO t VALUES (1, 1);" },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task Rule_CountsTheSameOnEveryEngine(string rule, long count, string sql)
    {
        await using var database = await Engine.CreateAsync(sql
            .Replace("{moment}", Engine == TestEngine.PostgreSql ? "TIMESTAMP" : "DATETIME", StringComparison.Ordinal)
            .Replace("{quote}", Engine == TestEngine.MySql ? "`" : "\"", StringComparison.Ordinal));
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Empty(result.NotChecked);
        Assert.Equal(count, result.Findings.Where(finding => finding.Rule == rule).Sum(finding => finding.Count));
    }

    /// <summary>A proposed repair, carried out by the owner, leaves nothing to find.</summary>
    [SkippableTheory]
    [InlineData("duplicate-index", "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a INT); CREATE INDEX i1 ON t(a); CREATE INDEX i2 ON t(a);")]
    [InlineData("redundant-index", "CREATE TABLE t(id INT NOT NULL PRIMARY KEY, a INT, b INT); CREATE INDEX i1 ON t(a); CREATE INDEX i2 ON t(a, b);")]
    [InlineData("undeclared-reference", "CREATE TABLE countries(id INT NOT NULL PRIMARY KEY); INSERT INTO countries VALUES (1); CREATE TABLE t(id INT NOT NULL PRIMARY KEY, country_id INT, v INT); INSERT INTO t VALUES (1,1,1),(2,1,2),(3,NULL,3),(4,1,4),(5,1,5);")]
    public async Task Fix_CarriedOut_LeavesNothingToFind(string rule, string sql)
    {
        await using var database = await Engine.CreateAsync(sql);
        var finding = Assert.Single((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == rule);
        if (finding.Fix is { } fix)
        {
            await database.ExecuteAsync(fix);
            Assert.DoesNotContain((await RuleTesting.CheckAsync(database.Connection)).Findings, again => again.Rule == rule);
        }
        else
        {
            Assert.Equal(("undeclared-reference", TestEngine.Sqlite), (rule, Engine));
        }
    }

    [SkippableFact]
    public async Task StatedKeysAndReferences_AreCountedTheSameOnEveryEngine()
    {
        await using var database = await Engine.CreateAsync(
            "CREATE TABLE people(nr INT, mail VARCHAR(20)); INSERT INTO people VALUES (1, 'a'), (2, 'b'), (2, 'c'), (NULL, 'd');"
            + "CREATE TABLE bills(person INT, yr INT, number INT); INSERT INTO bills VALUES (1, 2024, 1), (2, 2024, 2), (9, 2024, 2), (NULL, 2025, 1), (NULL, 2025, NULL), (1, 2025, NULL);");
        var stated = new StatedSchema
        {
            Tables =
            [
                new StatedTable("PEOPLE") { PrimaryKey = ["Nr"] },
                new StatedTable("bills") { UniqueKeys = [["yr", "number"]], References = [new StatedReference(["person"], ["people"], 5), new StatedReference(["number"], ["nobody.nr"], 6)] },
            ],
        };

        var result = await RuleTesting.CheckAsync(database.Connection, new CheckOptions { Stated = stated });

        Assert.Empty(result.NotChecked);
        Assert.Equal(
            ["duplicate-keys bills yr,number 2", "duplicate-keys people nr 1", "duplicate-keys people nr 2", "orphaned-rows bills person 1"],
            result.Findings.Where(finding => finding.Rule is "duplicate-keys" or "orphaned-rows" or "undeclared-reference-orphans")
                .Select(finding => $"{finding.Rule} {finding.Table} {string.Join(',', finding.Columns)} {finding.Count}").Order(StringComparer.Ordinal));
        Assert.Contains(result.Warnings, warning => warning.Contains("Line 6 of the stated schema was not used: There is no nobody.nr", StringComparison.Ordinal));
    }

    /// <summary>A table as wide as PostgreSQL allows.</summary>
    [SkippableFact]
    public async Task Table_OfAThousandColumns_IsChecked()
    {
        var names = Enumerable.Range(1, 1000).Select(i => $"c{i}x").ToList();
        await using var database = await Engine.CreateAsync(
            $"CREATE TABLE t(id INT NOT NULL PRIMARY KEY, {string.Join(", ", names.Select(name => $"{name} {(name == "c9x" ? "VARCHAR(10)" : "INT")}"))});"
            + $"INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT i, {string.Join(", ", names.Select(name => name == "c9x" ? "'x'" : "i"))} FROM n;");
        var result = await new SchemaValidator(TestDatabase.Access, RuleTesting.Clock).ValidateAsync(database.Connection, new CheckOptions(), null, CancellationToken.None);
        Assert.Empty(result.NotChecked);
        Assert.Equal(["single-value-column t c9x", "wide-table t "], result.Findings.Select(finding => $"{finding.Rule} {finding.Table} {string.Join(',', finding.Columns)}").Order(StringComparer.Ordinal));
    }
}

public sealed class SqliteEngineRuleTests : EngineRuleSuite
{
    private protected override TestEngine Engine => TestEngine.Sqlite;
}

public sealed class PostgreSqlEngineRuleTests : EngineRuleSuite
{
    private protected override TestEngine Engine => TestEngine.PostgreSql;
}

public sealed class MySqlEngineRuleTests : EngineRuleSuite
{
    private protected override TestEngine Engine => TestEngine.MySql;
}
