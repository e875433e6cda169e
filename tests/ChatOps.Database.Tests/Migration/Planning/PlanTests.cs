using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>What somebody asks for, and what the target has already.</summary>
public sealed class PlanTests
{
    private const string Shop = """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL);
        CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers(id));
        CREATE TABLE lines (id INTEGER PRIMARY KEY, invoice INTEGER REFERENCES invoices(id), amount DECIMAL(10,2));
        INSERT INTO customers VALUES (1, 'Ada');
        """;

    [SkippableFact]
    public async Task Parents_ComeBeforeTheirChildren_AlsoInACircle()
    {
        using var source = new TestDatabase("""
            CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b(id));
            CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a(id), z INTEGER REFERENCES z(id));
            CREATE TABLE z (id INTEGER PRIMARY KEY, z INTEGER REFERENCES z(id));
            """);
        using var target = new TestDatabase();

        Assert.Equal(["z", "b", "a"], (await PlanTesting.PlanAsync(source.Connection, target.Connection)).Tables.Select(table => table.Source.Name));
    }

    [SkippableFact]
    public async Task AReferenceToATableThatStaysBehind_IsToldAndLeftOut()
    {
        using var source = new TestDatabase(Shop);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner, new MigrationOptions { Exclude = ["INVOICES"] });

        Assert.Equal(["customers", "lines"], plan.Tables.Select(table => table.Source.Name));
        var note = Assert.Single(plan.Notes);
        Assert.Equal((NoteKind.NotCarried, "lines", "The reference of lines (invoice) to invoices is left out, since invoices is not migrated."), (note.Kind, note.Table, note.Message));
        Assert.Empty(plan.Tables[1].Target.ForeignKeys);
    }

    [Theory]
    [InlineData("custmers", null)]
    [InlineData(null, "nothing")]
    public async Task ATableThatIsNotThere_IsRefusedWithThoseThereAre(string? include, string? exclude)
    {
        using var source = new TestDatabase(Shop);
        using var target = new TestDatabase();
        var options = new MigrationOptions { Include = include is null ? null : [include], Exclude = exclude is null ? [] : [exclude] };

        var problem = await Assert.ThrowsAsync<DatabaseException>(() => PlanTesting.PlanAsync(source.Connection, target.Connection, options));

        Assert.Contains("There are: customers, invoices, lines.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id > 1; DROP TABLE customers", "';'")]
    [InlineData("id > 1) OR (1 = 1", "')'")]
    [InlineData("nothing > 1", "nothing")]
    public async Task AWhereThatIsNoLoneCondition_IsRefused(string where, string about)
    {
        using var source = new TestDatabase(Shop);
        using var target = new TestDatabase();
        var options = new MigrationOptions { Overrides = new() { Tables = new Dictionary<string, TableOverride> { ["customers"] = new() { Where = where } } } };

        var problem = await Assert.ThrowsAsync<DatabaseException>(() => PlanTesting.PlanAsync(source.Connection, target.Connection, options));

        Assert.StartsWith("The where of customers cannot be used:", problem.Message, StringComparison.Ordinal);
        Assert.Contains(about, problem.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WhatAPersonChooses_GoesFirst()
    {
        using var source = new TestDatabase(Shop);
        await using var target = await TestEngine.PostgreSql.CreateAsync("");
        var options = new MigrationOptions
        {
            TargetSchema = "shop",
            Overrides = new()
            {
                Types = new Dictionary<string, string> { ["decimal"] = "numeric(20,4)" },
                Tables = new Dictionary<string, TableOverride>
                {
                    ["Customers"] = new() { Rename = "clients", Columns = new Dictionary<string, ColumnOverride> { ["NAME"] = new() { Rename = "full_name", Type = "text" } } },
                },
            },
        };

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner, options);
        var made = await PlanTesting.MakeAsync(plan, target);

        Assert.Equal(["shop.clients", "shop.invoices", "shop.lines"], made.Tables.Select(table => table.Name));
        Assert.Equal(("text", "numeric(20,4)", "shop.clients"), (made.Tables[0].Find("full_name")!.DeclaredType, made.Tables[2].Find("amount")!.DeclaredType, made.Tables[1].ForeignKeys.Single().ReferencedTable));
    }

    [SkippableTheory]
    [InlineData(MigrationMode.Fail, NoteKind.Error, false)]
    [InlineData(MigrationMode.Append, NoteKind.Changed, true)]
    [InlineData(MigrationMode.Replace, NoteKind.Changed, false)]
    [InlineData(MigrationMode.Resume, null, false)]
    public async Task ATargetTableWithRows_IsAskedAboutByItsMode(MigrationMode mode, NoteKind? note, bool isThere)
    {
        using var source = new TestDatabase(Shop);
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE customers (name text NOT NULL, id bigint PRIMARY KEY, since date); INSERT INTO customers VALUES ('Bob', 7);");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner, new MigrationOptions { Mode = mode, Include = ["customers"] });

        Assert.Equal(note, plan.Notes.Count == 0 ? null : plan.Notes.Single().Kind);
        Assert.Equal(isThere, plan.Tables.Single().IsThere);
        Assert.Equal(isThere ? "text" : "character varying(40)", plan.Tables.Single().Target.Find("name")!.DeclaredType);
    }

    /// <summary>Names of keys and indexes must not differ only because the first try has made them.</summary>
    [SkippableTheory]
    [InlineData(MigrationMode.Resume)]
    [InlineData(MigrationMode.Replace)]
    public async Task ASecondTry_PlansTheSameTablesAndViews(MigrationMode mode)
    {
        using var source = new TestDatabase(Shop + "CREATE INDEX by_name ON customers (name); CREATE UNIQUE INDEX one_line ON lines (invoice, amount); CREATE VIEW names AS SELECT name FROM customers;");
        foreach (var engine in new[] { TestEngine.Sqlite, TestEngine.PostgreSql, TestEngine.MySql })
        {
            await using var target = await engine.CreateAsync("");
            var first = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);
            var made = await PlanTesting.MakeAsync(first, target);

            var second = await PlanTesting.PlanAsync(source.Connection, target.AsOwner, new MigrationOptions { Mode = mode });

            var ddl = TestDatabase.Access.DialectOf(target.Connection).Ddl;
            Assert.Equal(mode == MigrationMode.Resume ? MigrationScript.Of(first, ddl) : MigrationScript.Of(first with { Views = [] }, ddl), MigrationScript.Of(second, ddl));
            Assert.Equal(3, made.Tables.Count);
        }
    }

    [SkippableFact]
    public async Task ATargetTableThatLacksAColumn_OrWantsOneMore_IsAnError()
    {
        using var source = new TestDatabase(Shop);
        await using var target = await TestEngine.PostgreSql.CreateAsync("CREATE TABLE customers (id bigint PRIMARY KEY, region text NOT NULL);");

        var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner, new MigrationOptions { Include = ["customers"] });

        Assert.Equal(["name", null], plan.Notes.Where(note => note.Kind == NoteKind.Error).Select(note => note.Column));
    }

    [SkippableFact]
    public async Task NamesThatAreTooLongOrTaken_AreShortenedAndTold()
    {
        var name = new string('n', 70);
        using var source = new TestDatabase($"CREATE TABLE t ({name}1 INT, {name}2 INT UNIQUE); CREATE INDEX {name}1 ON t ({name}1); CREATE INDEX {name}2 ON t ({name}1, {name}2);");
        await using var postgreSql = await TestEngine.PostgreSql.CreateAsync("");
        await using var mySql = await TestEngine.MySql.CreateAsync("");

        foreach (var (target, longest) in new[] { (postgreSql, 63), (mySql, 64) })
        {
            var plan = await PlanTesting.PlanAsync(source.Connection, target.AsOwner);
            var table = Assert.Single((await PlanTesting.MakeAsync(plan, target)).Tables);

            Assert.Equal([name[..longest], name[..(longest - 2)] + "_2"], table.Columns.Select(column => column.Name));
            Assert.Equal(3, table.Indexes.Count);
            Assert.Equal(2, plan.Notes.Count(note => note.Kind == NoteKind.Changed));
        }
    }

    [SkippableFact]
    public async Task ATypeThatSomebodyMade_IsToldWhereTheTargetLacksIt()
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN small AS int CHECK (VALUE < 10); CREATE TABLE t (id int PRIMARY KEY, m mood, s small);");
        await using var target = await TestEngine.PostgreSql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);

        Assert.Equal(["integer", "text", "bigint"], plan.Tables.Single().Target.Columns.Select(column => column.DeclaredType));
        Assert.Equal(["m", "s"], plan.Notes.Where(note => note.Kind == NoteKind.NotCarried).Select(note => note.Column));
        Assert.Equal(["t"], (await PlanTesting.MakeAsync(plan, target)).Tables.Select(table => table.Name));
    }

    [SkippableFact]
    public async Task WhatHasNoPlaceInTheTarget_IsListed()
    {
        await using var source = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, v text, w text DEFAULT upper(current_user), CHECK (v ~ '^a'));
            CREATE INDEX words ON t USING gin (to_tsvector('simple', v));
            CREATE SEQUENCE tickets;
            CREATE MATERIALIZED VIEW stored AS SELECT id FROM t;
            CREATE VIEW odd AS SELECT id, row_number() OVER () AS n FROM t;
            CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER watch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nothing();
            """);
        await using var target = await TestEngine.MySql.CreateAsync("");

        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);

        var lost = plan.Notes.Where(note => note.Kind == NoteKind.NotCarried).Select(note => string.Join(' ', note.Message.Split(' ').Take(3))).Order(StringComparer.Ordinal);
        Assert.Equal(["The check (v", "The index words", "The sequence tickets", "The trigger watch", "The view odd", "The view stored", "t.w has the"], lost);
    }
}
