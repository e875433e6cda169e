using ChatOps.Database.Checks;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks;

public sealed class DataRuleTests
{
    /// <summary>Rule, exact count, columns of the table, the value of a good row (n is 1..200), and statements that spoil it.</summary>
    public static TheoryData<string, long, string, string, string> Firing => new()
    {
        { "violated-check", 2, "v INT CHECK (v > 0)", "n", "PRAGMA ignore_check_constraints=ON; UPDATE t SET v = -v WHERE id IN (3,4);" },
        { "violated-check", 1, "v INT, w INT, CONSTRAINT ordered CHECK (v <= w)", "n, n", "PRAGMA ignore_check_constraints=ON; UPDATE t SET w = 0 WHERE id = 7;" },
        { "not-null-violations", 1, "v INT", "n", "UPDATE t SET v = NULL WHERE id = 9; PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'v INT', 'v INT NOT NULL') WHERE name = 't'; PRAGMA writable_schema=OFF;" },
        { "blank-values", 3, "v TEXT", "'v' || n", "UPDATE t SET v = '' WHERE id = 1; UPDATE t SET v = ' ' || char(9,160) WHERE id IN (2,3);" },
        { "padded-values", 3, "v TEXT", "'v' || n", "UPDATE t SET v = v || ' ' WHERE id = 1; UPDATE t SET v = char(9) || v WHERE id = 2; UPDATE t SET v = v || char(160) WHERE id = 3;" },
        { "disguised-nulls", 4, "v TEXT", "'v' || n", "UPDATE t SET v = 'N/A' WHERE id = 1; UPDATE t SET v = ' null ' WHERE id = 2; UPDATE t SET v = 'Unknown' WHERE id = 3; UPDATE t SET v = '-' WHERE id = 4;" },
        { "duplicate-rows", 2, "a TEXT, b INT, c REAL", "'v' || n, n, n * 1.5", "INSERT INTO t(a,b,c) SELECT a,b,c FROM t WHERE id IN (5,6);" },
        { "near-unique-duplicates", 2, "email TEXT", "'user' || n || '@mail.org'", "UPDATE t SET email = 'user1@mail.org' WHERE id = 2;" },
        { "negative-values", 2, "quantity INT", "n", "UPDATE t SET quantity = -quantity WHERE id IN (3,4);" },
        { "negative-values", 1, "measure REAL", "n", "UPDATE t SET measure = -1 WHERE id = 3;" },
        { "out-of-range", 2, "discount REAL", "(n % 10) / 20.0", "UPDATE t SET discount = 25 WHERE id = 3; UPDATE t SET discount = -0.5 WHERE id = 4;" },
        { "out-of-range", 1, "percent INT", "n % 101", "UPDATE t SET percent = 180 WHERE id = 3;" },
        { "numeric-outliers", 2, "price NUMERIC", "10 + n % 37", "UPDATE t SET price = price * 500 WHERE id IN (3,4);" },
        { "numeric-outliers", 1, "price NUMERIC", "9.99", "UPDATE t SET price = 9990 WHERE id = 3;" },
        { "date-order", 2, "ordered_at TEXT, shipped_at TEXT", "date('2020-01-01', n || ' days'), date('2020-01-01', (n + n % 9) || ' days')", "UPDATE t SET shipped_at = '2019-05-05' WHERE id IN (3,4);" },
        { "date-order", 1, "started DATETIME, ended DATETIME", "datetime('2020-01-01', n || ' hours'), datetime('2020-01-01', (n + 1) || ' hours')", "UPDATE t SET ended = datetime(started, '-1 minute') WHERE id = 3;" },
        { "invalid-dates", 4, "v DATE", "date('2020-01-01', n || ' days')", "UPDATE t SET v = '2021-02-30' WHERE id = 1; UPDATE t SET v = '0000-00-00' WHERE id = 2; UPDATE t SET v = 'TBD' WHERE id = 3; UPDATE t SET v = '2020-01-01 25:00:00' WHERE id = 4;" },
        { "invalid-dates", 1, "v TEXT", "datetime('2020-01-01', n || ' hours')", "UPDATE t SET v = 'soon' WHERE id = 1;" },
        { "future-dates", 2, "created TEXT", "date('2020-01-01', n || ' days')", "UPDATE t SET created = '2199-01-01' WHERE id IN (1, 2);" },
        { "mixed-date-formats", 2, "v TEXT", "date('2020-01-01', n || ' days')", "UPDATE t SET v = '24.12.2020' WHERE id = 1; UPDATE t SET v = '12/24/2020' WHERE id = 2;" },
        { "case-variants", 3, "country TEXT", "CASE n % 4 WHEN 0 THEN 'Mexico' WHEN 1 THEN 'USA' WHEN 2 THEN 'Österreich' ELSE 'Peru' END", "UPDATE t SET country = 'mexico' WHERE id = 4; UPDATE t SET country = 'usa' WHERE id = 1; UPDATE t SET country = 'ÖSTERREICH' WHERE id = 2;" },
        { "case-variants", 1, "country TEXT", "CASE n % 4 WHEN 0 THEN 'Mexico' ELSE 'Peru' END", "UPDATE t SET country = 'ireland' WHERE id = 1;" },
        { "mixed-types", 2, "v", "n", "UPDATE t SET v = 'x' WHERE id IN (1, 2);" },
        { "invalid-emails", 4, "email TEXT", "'user' || n || '@mail.org'", "UPDATE t SET email = 'nobody' WHERE id = 1; UPDATE t SET email = 'a@b@c.org' WHERE id = 2; UPDATE t SET email = 'a b@c.org' WHERE id = 3; UPDATE t SET email = 'a@org' WHERE id = 4;" },
        { "control-characters", 2, "v TEXT", "'v' || n || char(10)", "UPDATE t SET v = 'a' || char(7) WHERE id = 1; UPDATE t SET v = CAST(x'410042' AS TEXT) WHERE id = 2;" },
        { "invalid-utf8", 2, "i TEXT", "'é日本' || n", "UPDATE t SET i = CAST(x'41e942' AS TEXT) WHERE id = 1; UPDATE t SET i = CAST(x'80' AS TEXT) WHERE id = 2;" },
        { "high-null-rate", 195, "v TEXT", "NULL", "UPDATE t SET v = 'v' || id WHERE id <= 5;" },
        { "non-finite-numbers", 3, "v REAL", "n", "UPDATE t SET v = 9e999 WHERE id IN (1, 2); UPDATE t SET v = -9e999 WHERE id = 3;" },
        { "undeclared-reference-orphans", 2, "customer_id INT", "1 + n % 5", "CREATE TABLE customers(id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1),(2),(3),(4),(5); UPDATE t SET customer_id = 99 WHERE id IN (1, 2);" },
    };

    /// <summary>Rule, columns, the value of each row, and statements, where it must stay quiet although something looks alike.</summary>
    public static TheoryData<string, string, string, string> Quiet => new()
    {
        { "violated-check", "v INT CHECK (v > 0)", "n", "UPDATE t SET v = NULL WHERE id < 5;" },
        { "not-null-violations", "v INT NOT NULL", "n", "" },
        { "blank-values", "v TEXT", "'v ' || n", "UPDATE t SET v = NULL WHERE id = 1;" },
        { "padded-values", "v TEXT", "'a b ' || n", "UPDATE t SET v = '  ' WHERE id = 1;" },
        { "disguised-nulls", "v TEXT", "CASE n % 3 WHEN 0 THEN 'none' WHEN 1 THEN 'half' ELSE 'unknown' END", "" },
        { "disguised-nulls", "v TEXT", "'Unknown Pleasures ' || n", "" },
        { "duplicate-rows", "a TEXT, b INT, c REAL", "'v' || (n % 2), n % 3, n % 2", "" },
        { "near-unique-duplicates", "code TEXT", "'c' || (n % 20)", "" },
        { "non-finite-numbers", "v REAL, w TEXT", "1.7e308 * (n % 3 - 1), 'Inf'", "" },
        { "negative-values", "balance INT", "n", "UPDATE t SET balance = -5 WHERE id = 3;" },
        { "negative-values", "v INT", "n - 100", "" },
        { "out-of-range", "discount INT", "n", "" },
        { "out-of-range", "rate REAL", "n / 7.0", "" },
        { "numeric-outliers", "population INT", "CAST(1000000.0 / n AS INT)", "" },
        { "numeric-outliers", "price REAL", "10 + n % 37", "UPDATE t SET price = 90 WHERE id = 3;" },
        { "numeric-outliers", "account_id INT", "n", "UPDATE t SET account_id = 999999 WHERE id = 3;" },
        { "date-order", "required_date TEXT, shipped_date TEXT", "date('2020-01-01', (n + 9) || ' days'), date('2020-01-01', n || ' days')", "UPDATE t SET shipped_date = '2021-12-31' WHERE id = 3;" },
        { "date-order", "a TEXT, b TEXT", "date('2020-01-01', (n * 37 % 200) || ' days'), date('2020-01-01', (n * 53 % 200) || ' days')", "" },
        { "date-order", "created TEXT, updated TEXT", "date('2020-01-01', n || ' days') || ' 10:00:00', date('2020-01-01', n || ' days')", "" },
        { "invalid-dates", "v TEXT", "CASE WHEN n % 2 THEN date('2020-01-01', n || ' days') ELSE 'week ' || n END", "" },
        { "invalid-dates", "v DATETIME", "strftime('%Y-%m-%dT%H:%M:%S.123', '2020-02-28 23:00:00', n || ' hours') || '-05:00'", "" },
        { "future-dates", "due_date TEXT", "date('2199-01-01', n || ' days')", "" },
        { "future-dates", "created TEXT", "date('2020-01-01', n || ' days')", "" },
        { "mixed-date-formats", "v TEXT", "CASE WHEN n % 2 THEN date('2020-01-01', n || ' days') ELSE datetime('2020-01-01', n || ' days') END", "" },
        { "case-variants", "name TEXT", "'Name ' || n", "UPDATE t SET name = 'name 5' WHERE id = 6;" },
        { "case-variants", "v TEXT COLLATE NOCASE", "CASE n % 2 WHEN 0 THEN 'abc' ELSE 'ABC' END", "" },
        { "mixed-types", "v", "CASE n % 2 WHEN 0 THEN n ELSE 'v' || n END", "" },
        { "invalid-emails", "email TEXT", "'first.last+tag' || n || '@sub.mail-server.co.uk'", "UPDATE t SET email = NULL WHERE id = 1;" },
        { "control-characters", "v TEXT", "'line' || char(13,10,9) || 'ü' || n", "" },
        { "invalid-utf8", "v TEXT", "'é日本😀' || n", "UPDATE t SET v = CAST(x'410042' AS TEXT) WHERE id = 1;" },
        { "high-null-rate", "v TEXT", "CASE WHEN n % 5 = 0 THEN 'v' END", "" },
        { "undeclared-reference-orphans", "customer_id INT", "n", "CREATE TABLE customers(id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1),(2);" },
        { "undeclared-reference-orphans", "customer_id INT", "1 + n % 2", "CREATE TABLE customers(id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1),(2);" },
    };

    [Theory]
    [MemberData(nameof(Firing))]
    public async Task Check_WhereTheProblemIs_CountsItExactly(string rule, long count, string columns, string values, string spoil)
    {
        var finding = Assert.Single(await RuleTesting.FindingsAsync(rule, Table(columns, values) + spoil));
        Assert.Equal(count, finding.Count);
        Assert.Contains("id", finding.Sample[0].Keys);
    }

    [Theory]
    [MemberData(nameof(Quiet))]
    public async Task Check_WhereItOnlyLooksAlike_StaysQuiet(string rule, string columns, string values, string change) =>
        Assert.Empty(await RuleTesting.FindingsAsync(rule, Table(columns, values) + change));

    [Fact]
    public async Task DuplicateKeys_InATableWithoutAKey_AreCounted()
    {
        const string Rows = "CREATE TABLE customers(customer_id INT, name TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<100) INSERT INTO customers SELECT i, 'c' || i FROM n;";
        Assert.Empty(await RuleTesting.FindingsAsync("duplicate-keys", Rows));
        Assert.Equal(2, Assert.Single(await RuleTesting.FindingsAsync("duplicate-keys", Rows + "UPDATE customers SET customer_id = 5 WHERE customer_id = 6;")).Count);
    }

    /// <summary>Beyond the number of different values that one pass keeps, the rules must count just as exactly.</summary>
    [Theory]
    [InlineData("disguised-nulls", 2, "v TEXT", "'v' || n", "UPDATE t SET v = 'N/A ' WHERE id = 1; UPDATE t SET v = '?' WHERE id = 8000;")]
    [InlineData("near-unique-duplicates", 2, "code TEXT", "'v' || n", "UPDATE t SET code = 'v1' WHERE id = 8000;")]
    [InlineData("duplicate-rows", 1, "a TEXT, b INT, c INT", "'v' || n, n, n", "INSERT INTO t(a,b,c) SELECT a,b,c FROM t WHERE id = 5;")]
    [InlineData("future-dates", 1, "created TEXT", "datetime('2020-01-01', n || ' minutes')", "UPDATE t SET created = '2100-01-01' WHERE id = 5;")]
    [InlineData("numeric-outliers", 1, "amount REAL", "100 + n / 7.0", "UPDATE t SET amount = 1e6 WHERE id = 5;")]
    public async Task Check_OfManyDifferentValues_CountsThemExactly(string rule, long count, string columns, string values, string spoil)
    {
        var sql = Table(columns, values).Replace("n<200", "n<9000", StringComparison.Ordinal);
        Assert.Equal(count, Assert.Single(await RuleTesting.FindingsAsync(rule, sql + spoil)).Count);
        Assert.Empty(await RuleTesting.FindingsAsync(rule, sql));
    }

    [Fact]
    public void EveryDataRule_IsTried()
    {
        var tried = Firing.Select(row => (string)row[0]).Append("duplicate-keys").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(RuleCatalog.DataRules.Select(rule => rule.Id).Order(StringComparer.Ordinal), tried);
        Assert.Equal(tried, Quiet.Select(row => (string)row[0]).Append("duplicate-keys").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task NegativeValues_ThatABrokenConstraintNamesAlready_AreNotReportedTwice()
    {
        using var database = new TestDatabase(
            Table("quantity INT CHECK (quantity > 0)", "n") + "PRAGMA ignore_check_constraints=ON; UPDATE t SET quantity = -5 WHERE id = 3;");
        var findings = (await RuleTesting.CheckAsync(database)).Findings;
        Assert.Contains(findings, finding => finding.Rule == "violated-check");
        Assert.DoesNotContain(findings, finding => finding.Rule == "negative-values");
    }

    /// <summary>A proposed repair, carried out, leaves nothing to find.</summary>
    [Theory]
    [InlineData("padded-values", "v TEXT", "'v' || n", "UPDATE t SET v = v || char(160) WHERE id = 3;")]
    [InlineData("blank-values", "v TEXT", "'v' || n", "UPDATE t SET v = '  ' WHERE id = 3;")]
    [InlineData("disguised-nulls", "v TEXT", "'v' || n", "UPDATE t SET v = 'n/a' WHERE id = 3;")]
    [InlineData("non-finite-numbers", "v REAL", "n", "UPDATE t SET v = 9e999 WHERE id = 3;")]
    [InlineData("duplicate-index", "v TEXT", "'v' || n", "CREATE INDEX i1 ON t(v); CREATE INDEX i2 ON t(v);")]
    [InlineData("foreign-key-without-index", "v INT REFERENCES t(id)", "n", "")]
    public async Task Fix_CarriedOut_LeavesNothingToFind(string rule, string columns, string values, string spoil)
    {
        using var database = new TestDatabase(Table(columns, values) + spoil);
        var finding = Assert.Single((await RuleTesting.CheckAsync(database)).Findings, finding => finding.Rule == rule);
        database.Execute(finding.Fix!);
        Assert.DoesNotContain((await RuleTesting.CheckAsync(database)).Findings, again => again.Rule == rule);
    }

    private static string Table(string columns, string values) =>
        $"CREATE TABLE t(id INTEGER PRIMARY KEY, {columns}); WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM s WHERE n<200) INSERT INTO t SELECT n, {values} FROM s;";
}
