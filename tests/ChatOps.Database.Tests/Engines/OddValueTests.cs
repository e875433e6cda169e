using System.Globalization;
using System.Text;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Landing;
using ChatOps.Database.Profiling;
using ChatOps.Database.Tests.Checks;
using ChatOps.Database.Tests.Checks.RuleFiles;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>Types and values that only one engine has. Whatever it is, it is read, checked, profiled and exported, or named as not checked.</summary>
public sealed class OddValueTests
{
    private const string PostgreSqlTypes = """
        CREATE TYPE mood AS ENUM ('sad', 'ok', '');
        CREATE DOMAIN short_text AS varchar(5) NOT NULL;
        CREATE TYPE pair AS (a int, b text);
        CREATE TABLE odd (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, f real, d double precision, n numeric, n2 numeric(10, 2), big bigint, b boolean, bytes bytea, t text, c char(10), v varchar, m mood, dom short_text,
          day date, moment timestamp, zoned timestamptz, clock time, clockz timetz, span interval, j json, jb jsonb, arr int[], texts text[], u uuid, ip inet, mac macaddr, bits bit(3), vb bit varying, r int4range, p point,
          x xml, money money, vec tsvector, comp pair, o oid, gen int GENERATED ALWAYS AS (1 + 1) STORED);
        INSERT INTO odd (f, d, n, n2, big, b, bytes, t, c, v, m, dom, day, moment, zoned, clock, clockz, span, j, jb, arr, texts, u, ip, mac, bits, vb, r, p, x, money, vec, comp, o) VALUES
          ('NaN', 'Infinity', 'NaN', 1.10, 9223372036854775807, true, '\x00ff0a5c', E'tab\there\nline \\ back', 'ab', '', '', 'abc', 'infinity', '-infinity', '2024-02-29 12:00:00+05', '24:00:00', '10:00:00+02', '1 year 2 days', '{"a": [1, {"b": null}]}', '{}', '{1,NULL,3}', '{"a,b",NULL,"\\N"}',
           'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '10.0.0.1/8', '08:00:2b:01:02:03', B'101', B'1', '[1,5)', '(1,2)', '<a/>', 12.34, 'a fat cat', ROW(1, 'x,"y'), 7),
          ('-Infinity', 'NaN', 123456789012345678901234567890.123456789, -0.01, -9223372036854775808, false, '', '\N', 'x', 'nul: é', 'ok', 'abcde', '4713-01-01 BC', '294276-12-31', 'infinity', '00:00', '00:00+00', '-1 day', 'null', '[]', '{}', '{}',
           NULL, '::1', NULL, B'000', B'', 'empty', NULL, NULL, -0.5, '', ROW(NULL, NULL), 0),
          (1e-40, 1e308, 'Infinity', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        """;

    [SkippableFact]
    public async Task PostgreSql_EveryType_IsReadCheckedProfiledAndExported()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(PostgreSqlTypes);
        var (profile, file) = await ReadEverywhereAsync(database.Connection);
        ColumnProfile Of(string name) => profile.Tables.Single().Columns.Single(column => column.Name == name);
        Assert.Equal((9223372036854775807L, -9223372036854775808L), (Of("big").Max, Of("big").Min));
        Assert.Equal(3, Of("id").Distinct);
        Assert.Equal(1, Of("arr").Nulls);
        Assert.Contains("123456789012345678901234567890.123456789", file, StringComparison.Ordinal);
        Assert.Contains("\\x00ff0a5c", file, StringComparison.Ordinal);
        Assert.Contains("2024-02-29 07:00:00+00", file, StringComparison.Ordinal);
        Assert.Contains("\"tab\there\nline \\ back\"", file, StringComparison.Ordinal);
        Assert.Contains("\\N", file, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task PostgreSql_InfiniteDatesAndNumbers_AreFound()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(
            "CREATE TABLE t(id int PRIMARY KEY, day date, price numeric, weight double precision); INSERT INTO t SELECT n, DATE '2020-01-01' + n, n, n FROM generate_series(1, 100) n; UPDATE t SET day = 'infinity' WHERE id = 3; UPDATE t SET price = 'NaN' WHERE id = 4;");
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Equal(1, Assert.Single(result.Findings, finding => finding.Rule == "invalid-dates").Count);
    }

    [SkippableFact]
    public async Task PostgreSql_InfinityThatIsCommon_IsSomebodysWordForOpen()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync(
            "CREATE TABLE t(id int PRIMARY KEY, day date); INSERT INTO t SELECT n, CASE WHEN n % 2 = 0 THEN 'infinity' ELSE DATE '2020-01-01' + n END FROM generate_series(1, 100) n;");
        Assert.DoesNotContain((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == "invalid-dates");
    }

    [SkippableTheory]
    [InlineData("mean: { min: 1 }")]
    [InlineData("sum: { above: 0, max: 1000 }")]
    [InlineData("largest: { max: 100 }")]
    [InlineData("stddev: { max: 100 }")]
    public async Task PostgreSql_FigureThatIsNotANumber_IsWithinNoBound(string check)
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE t(id int PRIMARY KEY, v double precision); INSERT INTO t VALUES (1, 5), (2, 'NaN');");
        var rules = RuleFileTesting.Parse($"version: 1\nbuiltin: none\ntables: {{ t: {{ columns: {{ v: [ {{ {check} }} ] }} }} }}");
        var result = await new DataChecker(TestDatabase.Access, RuleTesting.Clock).CheckAsync(database.Connection, new CheckOptions { Rules = rules }, null, CancellationToken.None);
        var finding = Assert.Single(result.Findings);
        Assert.Contains("NaN", finding.Message, StringComparison.Ordinal);
        await using var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None);
        Assert.Equal(1L, await session.ScalarAsync($"SELECT COUNT(*) FROM ({finding.Sql}) AS found", CancellationToken.None));
    }

    [SkippableFact]
    public async Task PostgreSql_PartitionsForeignTablesAndNamespaces_AreEachCountedOnce()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE sales (id int, day date NOT NULL, note text) PARTITION BY RANGE (day);
            CREATE TABLE sales_2023 PARTITION OF sales FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
            CREATE TABLE sales_2024 PARTITION OF sales FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            INSERT INTO sales SELECT n, DATE '2023-06-01' + n * 3, 'note ' FROM generate_series(1, 100) n;
            CREATE TABLE regions (id int PRIMARY KEY, name text) PARTITION BY RANGE (id);
            CREATE TABLE regions_low PARTITION OF regions FOR VALUES FROM (0) TO (100); CREATE TABLE regions_high PARTITION OF regions FOR VALUES FROM (100) TO (200);
            INSERT INTO regions VALUES (1, 'a'), (150, 'b'); CREATE TABLE shops (id int PRIMARY KEY, region int NOT NULL REFERENCES regions (id)); INSERT INTO shops VALUES (1, 1), (2, 150);
            CREATE SCHEMA archive; GRANT USAGE ON SCHEMA archive TO reader;
            CREATE TABLE archive.sales (id int PRIMARY KEY, note text); INSERT INTO archive.sales VALUES (1, ' x'); GRANT SELECT ON archive.sales TO reader;
            CREATE SCHEMA hidden; CREATE TABLE hidden.secret (id int);
            CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
            CREATE FOREIGN TABLE remote (id int, note text) SERVER files OPTIONS (program 'printf "1\tx \n2\ty\n"');
            CREATE FOREIGN TABLE broken (id int) SERVER files OPTIONS (filename '/nowhere/at/all'); GRANT SELECT ON broken TO reader;
            """);
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Equal([("archive.sales", 1L), ("regions", 2L), ("remote", 2L), ("sales", 100L), ("shops", 2L)], result.Tables.Select(table => (table.Name, table.Rows)));
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == Severity.Error || finding.Rule.StartsWith("foreign-key-to", StringComparison.Ordinal));
        Assert.Equal(["broken"], result.NotChecked.Select(item => item.Table).Distinct());
        Assert.Equal([("archive.sales", 1L), ("remote", 1L), ("sales", 100L)], result.Findings.Where(finding => finding.Rule == "padded-values").Select(finding => (finding.Table, finding.Count)).Order());
    }

    [SkippableTheory]
    [InlineData("LATIN1", 1)]
    [InlineData("SQL_ASCII", 1)]
    public async Task PostgreSql_DatabaseInAnotherEncoding_IsCheckedAllTheSame(string encoding, int padded)
    {
        await using var home = await TestEngine.PostgreSql.CreateAsync("");
        var name = $"other_{encoding}".ToLowerInvariant();
        await home.ExecuteAsync($"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0;");
        var script = $"\\c {name}\nSET client_encoding = 'UTF8'; CREATE TABLE t(id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'é '), (2, 'b'), (3, 'n/a'), (4, 'x'), (5, 'y'); GRANT SELECT ON t TO reader;";
        await home.ExecuteAsync(script);
        var connection = ConnectionAddress.Parse($"{home.Connection.Reader.Reveal()[..home.Connection.Reader.Reveal().LastIndexOf('/')]}/{name}");
        var result = await RuleTesting.CheckAsync(connection);
        Assert.Empty(result.NotChecked);
        Assert.Equal(padded, Assert.Single(result.Findings, finding => finding.Rule == "padded-values").Count);
        Assert.Equal(1, Assert.Single(result.Findings, finding => finding.Rule == "disguised-nulls").Count);
    }

    [SkippableFact]
    public async Task MariaDb_EveryType_IsReadCheckedProfiledAndExported()
    {
        await using var database = await TestEngine.MySql.CreateAsync("""
            SET sql_mode = 'ALLOW_INVALID_DATES';
            CREATE TABLE odd (
              id int AUTO_INCREMENT PRIMARY KEY, tiny tinyint unsigned, flag tinyint(1), big bigint unsigned, d decimal(65, 30), f float, dbl double, bits bit(10), y year, day date NOT NULL, moment datetime(6), stamp timestamp NULL, clock time(3),
              guid binary(16), tick time(6), c char(5), v varchar(50), t longtext, bin binary(3), vb varbinary(5), bl blob, e enum('a', 'b', ''), s set('x', 'y'), j json, g point, u uuid, ip inet6, gen int GENERATED ALWAYS AS (1 + 1) VIRTUAL, l1 varchar(10) CHARACTER SET latin1);
            INSERT INTO odd (guid, tick, tiny, flag, big, d, f, dbl, bits, y, day, moment, stamp, clock, c, v, t, bin, vb, bl, e, s, j, g, u, ip, l1) VALUES
              (x'00112233445566778899aabbccddeeff', '00:00:01.000123', 255, 1, 18446744073709551615, 12345678901234567890123456789012345.123456789012345678901234567891, 1.5, 1e308, b'1010101010', 2024, '0000-00-00', '2024-02-29 23:59:59.123456', '2024-02-29 12:00:00', '-838:59:59', 'ab', 'it''s \\ "q"', 'tab\tnl\n', 'abc', x'00ff', x'', 'a', 'x,y', '{"a": 1}', POINT(1, 2), '123e4567-e89b-12d3-a456-426655440000', '::1', 'é'),
              (NULL, NULL, 0, 0, 0, -0.5, -0.1, 0, b'0', 1901, '2024-02-30', '0000-00-00', NULL, '00:00:00.500', '', '', '', 'abc', '', NULL, '', '', '[]', NULL, NULL, NULL, ''),
              (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
            """);
        var (profile, file) = await ReadEverywhereAsync(database.Connection);
        ColumnProfile Of(string name) => profile.Tables.Single().Columns.Single(column => column.Name == name);
        Assert.Equal("18446744073709551615", Convert.ToString(Of("big").Max, CultureInfo.InvariantCulture));
        Assert.Contains("12345678901234567890123456789012345.123456789012345678901234567891", file, StringComparison.Ordinal);
        Assert.Contains("2024-02-29 23:59:59.123456", file, StringComparison.Ordinal);
        Assert.Contains("0000-00-00", file, StringComparison.Ordinal);
        Assert.Contains("\\x00112233445566778899aabbccddeeff", file, StringComparison.Ordinal);
        await using (var session = await TestDatabase.Access.OpenReaderAsync(database.Connection, CancellationToken.None))
        {
            Assert.Equal("00:00:01.000123", await session.ScalarAsync("SELECT tick FROM odd WHERE id = 1", CancellationToken.None));
        }

        Assert.Contains("682", file, StringComparison.Ordinal);
        var invalid = Assert.Single((await RuleTesting.CheckAsync(database.Connection)).Findings, finding => finding.Rule == "invalid-dates" && finding.Columns[0] == "day");
        Assert.Equal(2, invalid.Count);
    }

    [SkippableFact]
    public async Task Table_WithoutAnyColumn_IsCounted()
    {
        await using var database = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE nothing (); INSERT INTO nothing DEFAULT VALUES; INSERT INTO nothing DEFAULT VALUES;");
        var (profile, _) = await ReadEverywhereAsync(database.Connection);
        Assert.Equal(2, profile.Tables.Single().Rows);
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.PostgreSql, 1600)]
    [InlineData(DatabaseProvider.Sqlite, 1600)]
    [InlineData(DatabaseProvider.MySql, 1000)]
    public async Task Table_WithAsManyColumnsAsTheEngineTakes_IsCheckedAndProfiled(DatabaseProvider provider, int columns)
    {
        var engine = new[] { TestEngine.Sqlite, TestEngine.PostgreSql, TestEngine.MySql }.Single(one => one.Provider == provider);
        var script = new StringBuilder("CREATE TABLE wide (").AppendJoin(", ", Enumerable.Range(1, columns).Select(number => $"c{number} {(IsText(number) ? "VARCHAR(4)" : "SMALLINT")}")).Append(");");
        for (var row = 1; row <= 30; row++)
        {
            script.Append("INSERT INTO wide VALUES (").AppendJoin(", ", Enumerable.Range(1, columns).Select(number => !IsText(number) ? $"{row}" : number == 1 && row == 1 ? "'a '" : $"'v{row}'")).Append(");");
        }

        await using var database = await engine.CreateAsync(script.ToString());
        var result = await RuleTesting.CheckAsync(database.Connection);
        Assert.Empty(result.NotChecked);
        Assert.Equal("c1", Assert.Single(result.Findings, finding => finding.Rule == "padded-values").Columns[0]);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(database.Connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Equal(columns, profile.Tables.Single().Columns.Count);
    }

    /// <summary>InnoDB's rows hold 8 kB, so not many.</summary>
    private static bool IsText(int number) => number % 20 == 1;

    private static async Task<(DatabaseProfile Profile, string File)> ReadEverywhereAsync(DatabaseConnection connection)
    {
        var result = await RuleTesting.CheckAsync(connection);
        Assert.Empty(result.NotChecked);
        var profile = await new Profiler(TestDatabase.Access, TimeProvider.System).ProfileAsync(connection, new ProfileOptions(), null, CancellationToken.None);
        Assert.Empty(profile.NotChecked);
        var folder = Directory.CreateTempSubdirectory("chatops-");
        var manifest = await new LandingExporter(TestDatabase.Access).ExportAsync(
            connection, new LandingOptions { Folder = folder.FullName }, null, (_, _) => Task.CompletedTask, null, CancellationToken.None);
        var file = await File.ReadAllTextAsync(Path.Combine(folder.FullName, manifest.Files.Single().File));
        folder.Delete(true);
        return (profile, file);
    }
}
