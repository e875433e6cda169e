using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Introspection;

public sealed class SchemaReaderTests
{
    [Fact]
    public async Task Columns_AreDescribedAsDeclared()
    {
        using var database = new TestDatabase(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, name NVARCHAR(160) NOT NULL DEFAULT 'it''s' COLLATE NOCASE, plain, total REAL GENERATED ALWAYS AS (plain * 2) STORED)");
        var table = Assert.Single((await database.ReadSchemaAsync()).Tables);
        Assert.Equal(
            [
                new Column("id", "INTEGER", false) { Kind = ColumnKind.Integer, Identity = true },
                new Column("name", "NVARCHAR(160)", false) { Kind = ColumnKind.Text, Default = "'it''s'", Collation = "NOCASE", IgnoresCase = true, Length = 160 },
                new Column("plain", "", true),
                new Column("total", "REAL", true) { Kind = ColumnKind.Floating, Generated = true, Expression = "plain * 2", Stored = true },
            ],
            table.Columns);
        Assert.Equal(["id"], table.PrimaryKey);
    }

    [Theory]
    [InlineData("CREATE TABLE t(id INTEGER PRIMARY KEY)", false)]
    [InlineData("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT)", false)]
    [InlineData("CREATE TABLE t(id INT PRIMARY KEY)", true)]
    [InlineData("CREATE TABLE t(id INTEGER PRIMARY KEY DESC)", true)]
    [InlineData("CREATE TABLE t(id TEXT PRIMARY KEY)", true)]
    [InlineData("CREATE TABLE t(id TEXT PRIMARY KEY) WITHOUT ROWID", false)]
    [InlineData("CREATE TABLE t(id TEXT, b, PRIMARY KEY(id, b))", true)]
    public async Task PrimaryKey_IsNullableExactlyWhereSqliteAllowsIt(string sql, bool nullable)
    {
        using var database = new TestDatabase(sql);
        Assert.Equal(nullable, (await database.ReadSchemaAsync()).Tables[0].Columns[0].Nullable);
    }

    [Fact]
    public async Task ForeignKeys_ImpliedAndComposite_AreResolved()
    {
        using var database = new TestDatabase(
            """
            CREATE TABLE Parent(a, b, PRIMARY KEY(b, a));
            CREATE TABLE Single(Id INTEGER PRIMARY KEY);
            CREATE TABLE child(x, y REFERENCES single ON DELETE CASCADE, z,
              CONSTRAINT fk_parent FOREIGN KEY (x, z) REFERENCES parent ON UPDATE SET NULL,
              FOREIGN KEY (z) REFERENCES nowhere);
            """);
        var keys = (await database.ReadSchemaAsync()).Tables.Single(table => table.Name == "child").ForeignKeys;
        Assert.Equal(3, keys.Count);
        var composite = keys.Single(key => key.Columns.Count == 2);
        Assert.Equal(("fk_parent", "Parent", "SET NULL"), (composite.Name, composite.ReferencedTable, composite.OnUpdate));
        Assert.Equal(["b", "a"], composite.ReferencedColumns);
        var implied = keys.Single(key => key.Columns[0] == "y");
        Assert.Equal(("Single", "Id", "CASCADE"), (implied.ReferencedTable, implied.ReferencedColumns.Single(), implied.OnDelete));
        Assert.Empty(keys.Single(key => key.ReferencedTable == "nowhere").ReferencedColumns);
    }

    [Fact]
    public async Task Indexes_OfEveryKind_AreDescribed()
    {
        using var database = new TestDatabase(
            """
            CREATE TABLE t(a TEXT PRIMARY KEY, b UNIQUE, c);
            CREATE INDEX i1 ON t(lower(a), c COLLATE NOCASE);
            CREATE UNIQUE INDEX i2 ON t(c) WHERE c > 0;
            """);
        var indexes = (await database.ReadSchemaAsync()).Tables[0].Indexes;
        Assert.Equal([null, "c"], indexes.Single(index => index.Name == "i1").Columns);
        Assert.Equal("NOCASE", indexes.Single(index => index.Name == "i1").Collations[1]);
        var partial = indexes.Single(index => index.Name == "i2");
        Assert.True(partial is { Partial: true, Unique: true, Origin: IndexOrigin.Created } && partial.Sql!.Contains("WHERE", StringComparison.Ordinal));
        Assert.Single(indexes, index => index.Origin == IndexOrigin.PrimaryKey);
        Assert.Single(indexes, index => index.Origin == IndexOrigin.Unique);
    }

    [Fact]
    public async Task WhatOnlyTheStatementTells_IsReadFromIt()
    {
        using var database = new TestDatabase(
            """
            CREATE TABLE t(id INTEGER CONSTRAINT "the key" PRIMARY KEY AUTOINCREMENT, a TEXT CONSTRAINT one UNIQUE, b, c AS (a || 'x,)') VIRTUAL, d INT GENERATED ALWAYS AS (length(a)) STORED,
              p INT REFERENCES t(id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "two, of them" UNIQUE (b, a));
            CREATE INDEX i1 ON t(lower(a || ','), b COLLATE NOCASE DESC, a) WHERE b > 0 AND a <> 'x';
            """);
        var table = (await database.ReadSchemaAsync()).Tables[0];
        Assert.Equal(("a || 'x,)'", false, "length(a)", true), (table.Find("c")!.Expression, table.Find("c")!.Stored, table.Find("d")!.Expression, table.Find("d")!.Stored));
        Assert.True(table.Find("id")!.NeverReused && table.ForeignKeys.Single().Deferred);
        var index = table.Indexes.Single(index => index.Name == "i1");
        Assert.Equal([new IndexPart(null, "lower(a || ',')"), new IndexPart("b") { Collation = "NOCASE", Descending = true }, new IndexPart("a")], index.Parts);
        Assert.Equal("b > 0 AND a <> 'x'", index.Condition);
        Assert.Equal(["one", "two, of them"], table.Indexes.Where(index => index.Origin == IndexOrigin.Unique).Select(index => index.Constraint).Order());
    }

    [Fact]
    public async Task Checks_AreReadWithTheirNamesWhateverStandsAroundThem()
    {
        using var database = new TestDatabase(
            """
            CREATE TABLE "odd ( name"(
              a INT CHECK (a > 0) /* CHECK (no) */,
              "check" TEXT DEFAULT ('CHECK (x)') -- CHECK (neither)
                CONSTRAINT "my rule" CHECK ("check" IN ('a)', "b(", ')') AND (length("check") < (5))),
              c TEXT,
              CONSTRAINT last CHECK (a <> 3 OR c = 'it''s )'));
            """);
        var checks = (await database.ReadSchemaAsync()).Tables[0].Checks;
        Assert.Equal(
            [
                (null, "a > 0", "a"),
                ("my rule", "\"check\" IN ('a)', \"b(\", ')') AND (length(\"check\") < (5))", "check"),
                ("last", "a <> 3 OR c = 'it''s )'", "a,c"),
            ],
            checks.Select(check => (check.Name, check.Expression, string.Join(',', check.Columns))));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("quo\"te")]
    [InlineData("apo'strophe")]
    [InlineData("br]ack[et")]
    [InlineData("select")]
    [InlineData("日本ü")]
    [InlineData("semi;--colon")]
    public async Task Names_OfAnyKind_AreKept(string name)
    {
        var quoted = "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        using var database = new TestDatabase($"CREATE TABLE {quoted}({quoted} INTEGER PRIMARY KEY, other REFERENCES {quoted}); CREATE INDEX {"\"i" + quoted[1..]} ON {quoted}(other);");
        var table = Assert.Single((await database.ReadSchemaAsync()).Tables);
        Assert.Equal((name, name, name), (table.Name, table.Columns[0].Name, table.ForeignKeys[0].ReferencedTable));
        Assert.Equal("i" + name, table.Indexes[0].Name);
    }

    [Fact]
    public async Task VirtualTables_AndTheirStorage_AreSkippedWithTheReason()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); CREATE VIRTUAL TABLE search USING fts4(body); CREATE TABLE search_other(v);");
        var schema = await database.ReadSchemaAsync();
        Assert.Equal(["search_other", "t"], schema.Tables.Select(table => table.Name));
        Assert.Contains(schema.Skipped, skipped => skipped.Name == "search");
        Assert.Contains(schema.Skipped, skipped => skipped.Name == "search_segments" && skipped.Reason.Contains("'search'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fingerprint_ChangesWithTheSchemaAndNotWithTheRows()
    {
        using var database = new TestDatabase("CREATE TABLE t(v); CREATE VIEW w AS SELECT v FROM t; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;");
        var first = await database.ReadSchemaAsync();
        Assert.Equal(("w", "g"), (first.Views[0].Name, first.Triggers[0].Name));
        database.Execute("INSERT INTO t VALUES (1)");
        Assert.Equal(first.Fingerprint, (await database.ReadSchemaAsync()).Fingerprint);
        database.Execute("CREATE INDEX i ON t(v)");
        Assert.NotEqual(first.Fingerprint, (await database.ReadSchemaAsync()).Fingerprint);
    }

    [Fact]
    public async Task WithoutRowIdAndStrict_AreRead()
    {
        using var database = new TestDatabase("CREATE TABLE a(id INT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE \"STRICT\"(id INT, strict INT);");
        var tables = (await database.ReadSchemaAsync()).Tables;
        Assert.True(tables.Single(table => table.Name == "a").WithoutRowId);
        Assert.False(tables.Single(table => table.Name == "STRICT").Strict);
    }

    [SkippableFact]
    public async Task StrictTable_IsReadByAnEngineThatKnowsIt()
    {
        SqliteLibrary.Initialize();
        Skip.If(SqliteLibrary.Version < new Version(3, 37), $"SQLite {SqliteLibrary.Version} has no STRICT tables.");
        using var database = new TestDatabase("CREATE TABLE t(id INT PRIMARY KEY, v TEXT) STRICT");
        var table = Assert.Single((await database.ReadSchemaAsync()).Tables);
        Assert.True(table.Strict);
        Assert.False(table.Columns[0].Nullable);
    }

    [Fact]
    public async Task AThousandTables_AreAllRead()
    {
        using var database = new TestDatabase(string.Concat(
            Enumerable.Range(0, 1000).Select(i => $"CREATE TABLE t{i}(id INTEGER PRIMARY KEY, p INT REFERENCES t{i / 2}, v TEXT CHECK(v<>'')); CREATE INDEX i{i} ON t{i}(p);")));
        var schema = await database.ReadSchemaAsync();
        Assert.Equal(1000, schema.Tables.Count);
        Assert.All(schema.Tables, table => Assert.True(table.ForeignKeys.Count == 1 && table.Indexes.Count == 1 && table.Checks.Count == 1));
    }
}
