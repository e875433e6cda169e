using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;
using FsCheck;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>Types that follow from what is stored, and rejects that are told before.</summary>
public sealed class SurveyTests
{
    [SkippableTheory]
    [InlineData("INTEGER", "1,2,'three'", "bigint", NoteKind.Reject, 1)]
    [InlineData("INTEGER", "1,'two','three'", "text", NoteKind.Changed, null)]
    [InlineData("INT", "1,2147483647", "integer", null, null)]
    [InlineData("INT", "1,2147483648", "bigint", NoteKind.Changed, null)]
    [InlineData("TINYINT", "1,300", "smallint", NoteKind.Changed, null)]
    [InlineData("INT UNSIGNED", "-1,2", "integer", NoteKind.Changed, null)]
    [InlineData("INTEGER", "1.5,2.5,3", "double precision", NoteKind.Changed, null)]
    [InlineData("VARCHAR(5)", "'abc','abcdefghi'", "character varying(9)", NoteKind.Changed, null)]
    [InlineData("VARCHAR(5)", "'äöüßé'", "character varying(5)", null, null)]
    [InlineData("CHAR(3)", "'abc'", "character(3)", null, null)]
    [InlineData("CHAR(3)", "'ab '", "character varying(3)", null, null)]
    [InlineData("DECIMAL(5,2)", "1.25,12345.678", "numeric(8,3)", NoteKind.Changed, null)]
    [InlineData("DECIMAL(5,2)", "1,999", "numeric(5,2)", null, null)]
    [InlineData("NUMERIC", "1.5,'x'", "numeric", NoteKind.Reject, 1)]
    [InlineData("REAL", "1.5,2", "double precision", null, null)]
    [InlineData("FLOAT4", "1.5,0.25", "real", null, null)]
    [InlineData("FLOAT4", "1.5,1e300", "double precision", NoteKind.Changed, null)]
    [InlineData("FLOAT4", "0.1234567891,0.2345678912", "double precision", NoteKind.Changed, null)]
    [InlineData("DATE", "'2024-02-29','2024-02-30','2024-03-01'", "date", NoteKind.Reject, 1)]
    [InlineData("DATE", "'2024-02-29 10:00:00','2024-03-01 11:00:00'", "timestamp without time zone", NoteKind.Changed, null)]
    [InlineData("DATETIME", "1700000000,1700000001", "bigint", NoteKind.Changed, null)]
    [InlineData("DATETIME", "'2024-01-01T10:00:00Z','2024-01-01 10:00:00+02:00'", "timestamp with time zone", NoteKind.Changed, null)]
    [InlineData("DATETIME(3)", "'2024-01-01 10:00:00.123456'", "timestamp without time zone", NoteKind.Changed, null)]
    [InlineData("BOOLEAN", "0,1,1", "boolean", null, null)]
    [InlineData("BOOLEAN", "0,1,2", "smallint", null, null)]
    [InlineData("BOOLEAN", "0,1,'yes'", "boolean", NoteKind.Reject, 1)]
    [InlineData("TEXT", "x'00ff',x'01',x'02'", "bytea", NoteKind.Changed, null)]
    [InlineData("TEXT", "'a',CAST(x'610062' AS TEXT)", "text", NoteKind.Reject, 1)]
    [InlineData("TEXT", "'a',CAST(x'ff' AS TEXT),'b'", "text", NoteKind.Reject, 1)]
    [InlineData("BIT TEXT(4)", "'1010','0001'", "bit(4)", null, null)]
    [InlineData("BIT TEXT(4)", "'1010','01'", "bit varying(4)", NoteKind.Changed, null)]
    [InlineData("JSON TEXT", "'[1]'", "json", null, null)]
    [InlineData("JSON TEXT", "'[1]','{'", "text", NoteKind.Changed, null)]
    [InlineData("", "1,2", "bigint", null, null)]
    [InlineData("", "1,2.5", "double precision", null, null)]
    [InlineData("", "x'00'", "bytea", null, null)]
    [InlineData("", "'a',1", "text", null, null)]
    [InlineData("INTEGER", "NULL", "bigint", null, null)]
    public async Task OnPostgreSql_TheTypeIsTheSmallestThatHoldsWhatIsStored(string declared, string values, string type, NoteKind? note, int? rows)
    {
        using var source = Stored(declared, values);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);

        Assert.Equal(type, plan.Tables.Single().Target.Columns.Single(column => column.Name == "v").DeclaredType);
        Assert.Equal((note, (long?)rows), plan.Notes.Count == 0 ? (null, null) : (plan.Notes.Single().Kind, plan.Notes.Single().Rows));
    }

    [SkippableTheory]
    [InlineData("NUMERIC", "1.25,12345", "decimal(22,2)", NoteKind.Changed, null)]
    [InlineData("REAL", "1.5,9e999", "double", NoteKind.Reject, 1)]
    [InlineData("TIMESTAMPTZ", "'2024-01-01 00:00:00+00:00'", "timestamp(6)", null, null)]
    [InlineData("TIMESTAMPTZ", "'2040-01-01 00:00:00+00:00'", "datetime(6)", NoteKind.Changed, null)]
    [InlineData("DATE", "'2024-01-01','12024-01-01','2024-01-02'", "date", NoteKind.Reject, 1)]
    [InlineData("VARCHAR(20000)", "'a'", "longtext", NoteKind.Changed, null)]
    [InlineData("BINARY(2)", "x'0102'", "binary(2)", null, null)]
    [InlineData("BINARY(2)", "x'01'", "varbinary(2)", null, null)]
    public async Task OnMariaDb_TheTypeIsTheSmallestThatHoldsWhatIsStored(string declared, string values, string type, NoteKind? note, int? rows)
    {
        using var source = Stored(declared, values);
        await using var target = await TestEngine.MySql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);

        Assert.Equal(type, plan.Tables.Single().Target.Columns.Single(column => column.Name == "v").DeclaredType);
        Assert.Equal((note, (long?)rows), plan.Notes.Count == 0 ? (null, null) : (plan.Notes.Single().Kind, plan.Notes.Single().Rows));
    }

    [SkippableFact]
    public async Task NullsInAKey_AreToldWithTheirNumber()
    {
        using var source = new TestDatabase("CREATE TABLE t (k VARCHAR(5) PRIMARY KEY, v INT); INSERT INTO t VALUES (NULL, 1), (NULL, 2), ('a', 3);");
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var note = Assert.Single((await PlanTesting.PlanAsync(source.Connection, target.AsOwner)).Notes);

        Assert.Equal((NoteKind.Reject, "k", 2L), (note.Kind, note.Column, note.Rows));
    }

    [SkippableFact]
    public async Task OnlyRowsOfTheCondition_AreLookedAt()
    {
        using var source = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v DATE); INSERT INTO t VALUES (1, '2024-01-01'), (2, 'bad');");
        await using var target = await TestEngine.PostgreSql.CreateAsync("");
        var options = new MigrationOptions { Overrides = new() { Tables = new Dictionary<string, TableOverride> { ["t"] = new() { Where = "id < 2" } } } };

        Assert.Empty((await PlanTesting.PlanAsync(source.Connection, target.AsOwner, options)).Notes);
    }

    [SkippableFact]
    public async Task ValuesThatOnlyMySqlKnows_AreToldBeforeTheyGoElsewhere()
    {
        await using var source = await TestEngine.MySql.CreateAsync("""
            CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, day date, at time, flag tinyint(1));
            SET sql_mode = '';
            INSERT INTO t (day, at, flag) VALUES ('0000-00-00', '100:00:00', 1), ('2024-01-01', '10:00:00', 0), ('2024-01-02', '11:00:00', 5);
            """);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);

        Assert.Equal([("day", 1L), ("at", 1L)], plan.Notes.Where(note => note.Kind == NoteKind.Reject).Select(note => (note.Column!, note.Rows!.Value)));
        Assert.Equal("smallint", plan.Tables.Single().Target.Find("flag")!.DeclaredType);
    }

    [SkippableFact]
    public async Task ValuesThatOnlyPostgreSqlKnows_AreToldBeforeTheyGoElsewhere()
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, n numeric, r double precision, d date, m timestamp);
            INSERT INTO t VALUES (1, 'NaN', 'NaN', 'infinity', '-infinity'), (2, 1.5, 1.5, '2024-01-01', '2024-01-01'), (3, 2, 'Infinity', '0044-03-15 BC', '2024-01-01'), (4, 1, 1, '2024-01-01', '2024-01-01'), (5, 1, 1, '2024-01-01', '2024-01-01');
            """);
        await using var mysql = await TestEngine.MySql.CreateAsync("");
        await using var sqlite = await TestEngine.Sqlite.CreateAsync("");

        long[] Rejects(MigrationPlan plan) => [.. plan.Notes.Where(note => note.Kind == NoteKind.Reject).OrderBy(note => note.Column, StringComparer.Ordinal).Select(note => note.Rows!.Value)];
        var (toMySql, toSqlite) = (await PlanTesting.PlanAsync(source.AsOwner, mysql.AsOwner), await PlanTesting.PlanAsync(source.AsOwner, sqlite.AsOwner));
        Assert.Equal([2, 1, 1, 2], Rejects(toMySql));
        Assert.Equal([1, 1, 1, 1], Rejects(toSqlite));
    }

    /// <summary>Whatever is stored under whatever type: the plan tells exactly the values that the load will refuse.</summary>
    [SkippableFact]
    public void ThePlan_TellsTheRejectsThatTheLoadFinds()
    {
        var configuration = Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = 80;
        Prop.ForAll<byte, byte[], bool>((type, picks, toMySql) => Agree(type, picks, toMySql)).Check(configuration);
    }

    [SkippableFact]
    public async Task ALargeTableIsReadInParts_WhichTogetherTellWhatEachHasSeen()
    {
        using var source = new TestDatabase("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, price DECIMAL(5,2), day DATE, name VARCHAR(5), size INT);
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 750000)
            INSERT INTO t SELECT i,
                CASE i WHEN 3 THEN 1234.5 WHEN 740000 THEN 0.1234 ELSE 1.25 END,
                CASE i WHEN 400000 THEN '2024-02-30' WHEN 700000 THEN 'soon' ELSE '2024-02-29' END,
                CASE i WHEN 300000 THEN 'abcdefg' ELSE 'abc' END,
                CASE i WHEN 749999 THEN 5000000000 ELSE 5 END FROM n;
            """);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);

        Assert.Equal(["bigint", "numeric(8,4)", "date", "character varying(7)", "bigint"], plan.Tables.Single().Target.Columns.Select(column => column.DeclaredType));
        var reject = plan.Notes.Single(note => note.Kind == NoteKind.Reject);
        Assert.Equal(("day", 2L), (reject.Column, reject.Rows));
        Assert.StartsWith("2 of 750000 values of t.day do not fit date", reject.Message, StringComparison.Ordinal);
    }

    private static void Agree(byte type, byte[] picks, bool toMySql)
    {
        string[] types = ["INTEGER", "INT", "SMALLINT", "DECIMAL(5,2)", "NUMERIC", "REAL", "FLOAT4", "BOOLEAN", "VARCHAR(4)", "CHAR(4)", "TEXT", "BLOB", "DATE", "DATETIME", "TIME", "TIMESTAMPTZ", "UUID TEXT", ""];
        string[] values =
        [
            "0", "1", "-7", "300", "70000", "5000000000", "9007199254740993", "1.5", "1.25", "0.1", "1e300", "-0.0", "9e999", "'12'", "'abc'", "'abcdef'", "'ab '", "''", "'äöüß'", "x'00'", "x'6162636465'",
            "'2024-02-29'", "'2024-02-30'", "'2024-01-01 10:00:00'", "'2024-01-01 10:00:00.1234567'", "'2024-01-01T10:00:00+02:00'", "'10:00:00'", "'25:00'", "'9999-12-31'", "'12024-01-01'",
            "'00000000-0000-0000-0000-000000000001'", "CAST(x'610062' AS TEXT)", "CAST(x'ff' AS TEXT)", "NULL",
        ];
        using var source = Stored(types[type % types.Length], string.Join(',', picks.Select(pick => values[pick % values.Length]).DefaultIfEmpty("NULL")));
        AgreeAsync(source, toMySql ? TestEngine.MySql : TestEngine.PostgreSql).GetAwaiter().GetResult();
    }

    private static async Task AgreeAsync(TestDatabase source, TestEngine engine)
    {
        await using var target = await engine.CreateAsync("");
        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);
        var table = plan.Tables.Single();
        await using var session = await TestDatabase.Access.OpenReaderAsync(source.Connection, CancellationToken.None);
        await using var rows = await session.ScanAsync(table.Source, [.. table.Columns.Select(column => column.Source)], false, CancellationToken.None);
        var encoder = new RowEncoder(table.Columns.Select(column => (column.Type, column.Place)), TestDatabase.Access.DialectOf(target.Connection).Types.Limits);
        var (block, refused) = (new RowBlock(), 0L);
        while (await rows.ReadAsync(CancellationToken.None))
        {
            refused += encoder.TryAppend(rows, block) is null ? 0 : 1;
        }

        Assert.Equal(refused, plan.Notes.Where(note => note.Kind == NoteKind.Reject).Sum(note => note.Rows ?? 0));
    }

    private static TestDatabase Stored(string declared, string values) => new(
        $"CREATE TABLE t (id INTEGER PRIMARY KEY, v {declared}); INSERT INTO t (v) VALUES {string.Join(',', values.Split(',').Select(value => $"({value})"))};");
}
