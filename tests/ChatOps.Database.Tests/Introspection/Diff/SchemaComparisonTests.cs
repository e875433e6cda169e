using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Tests.Connections;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Tests.Introspection.Diff;

public sealed class SchemaComparisonTests
{
    private const string Shop = """
        CREATE TABLE customers(id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, name TEXT DEFAULT 'x', level INT CHECK (level > 0));
        CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INT NOT NULL REFERENCES customers ON DELETE CASCADE, total DECIMAL(10,2));
        CREATE INDEX orders_customer ON orders(customer_id);
        CREATE VIEW totals AS SELECT sum(total) AS total FROM orders;
        CREATE TRIGGER orders_log AFTER INSERT ON orders BEGIN SELECT 1; END;
        """;

    [Fact]
    public async Task TheSameStatements_MakeNoDifference()
    {
        Assert.True((await CompareAsync(Shop, Shop)).Identical);
    }

    [Theory]
    [InlineData("customers(", "clients(", "table-removed:error table-added:info")]
    [InlineData(", name TEXT DEFAULT 'x'", "", "column-removed:error")]
    [InlineData("name TEXT DEFAULT 'x'", "name TEXT DEFAULT 'x', note TEXT", "column-added:info")]
    [InlineData("name TEXT DEFAULT 'x'", "name TEXT DEFAULT 'x', note TEXT NOT NULL DEFAULT ''", "column-added:info")]
    [InlineData("name TEXT DEFAULT 'x'", "name TEXT DEFAULT 'x', note TEXT NOT NULL", "column-added:error")]
    [InlineData("VARCHAR(100)", "VARCHAR(50)", "column-type-changed:error")]
    [InlineData("VARCHAR(100)", "VARCHAR(200)", "column-type-changed:info")]
    [InlineData("VARCHAR(100)", "TEXT", "column-type-changed:info")]
    [InlineData("VARCHAR(100)", "INTEGER", "column-type-changed:error")]
    [InlineData("VARCHAR(100)", "varchar(100)", "")]
    [InlineData("DECIMAL(10,2)", "DECIMAL(10,4)", "column-type-changed:error")]
    [InlineData("DECIMAL(10,2)", "DECIMAL(12,4)", "column-type-changed:info")]
    [InlineData("DECIMAL(10,2)", "DECIMAL(12,1)", "column-type-changed:error")]
    [InlineData("level INT", "level BIGINT", "column-type-changed:warning")]
    [InlineData("email VARCHAR(100) NOT NULL", "email VARCHAR(100)", "column-null-changed:warning")]
    [InlineData("total DECIMAL(10,2)", "total DECIMAL(10,2) NOT NULL", "column-null-changed:error")]
    [InlineData("DEFAULT 'x'", "DEFAULT 'y'", "column-default-changed:warning")]
    [InlineData("DEFAULT 'x'", "DEFAULT ('x')", "")]
    [InlineData("name TEXT", "name TEXT COLLATE NOCASE", "column-collation-changed:warning")]
    [InlineData("total DECIMAL(10,2)", "total DECIMAL(10,2) AS (id * 2)", "column-generated-changed:error")]
    [InlineData("email VARCHAR(100) NOT NULL UNIQUE, name TEXT DEFAULT 'x'", "name TEXT DEFAULT 'x', email VARCHAR(100) NOT NULL UNIQUE", "column-order-changed:warning")]
    [InlineData("orders(id INTEGER PRIMARY KEY", "orders(id INTEGER NOT NULL", "primary-key-removed:error")]
    [InlineData("REFERENCES customers ON DELETE CASCADE", "", "foreign-key-removed:warning")]
    [InlineData("ON DELETE CASCADE", "ON DELETE SET NULL", "foreign-key-changed:warning")]
    [InlineData("ON DELETE CASCADE", "ON DELETE CASCADE ON UPDATE RESTRICT", "")]
    [InlineData("total DECIMAL(10,2)", "total DECIMAL(10,2), FOREIGN KEY (id) REFERENCES customers(id)", "foreign-key-added:warning")]
    [InlineData("NOT NULL UNIQUE", "NOT NULL", "unique-removed:warning")]
    [InlineData("name TEXT DEFAULT 'x'", "name TEXT DEFAULT 'x' UNIQUE", "unique-added:warning")]
    [InlineData("CREATE INDEX orders_customer ON orders(customer_id);", "", "index-removed:warning")]
    [InlineData("orders(customer_id);", "orders(customer_id); CREATE INDEX orders_total ON orders(total);", "index-added:info")]
    [InlineData("INDEX orders_customer", "INDEX ix_customer", "index-name-changed:info")]
    [InlineData("orders(customer_id);", "orders(customer_id, total);", "index-changed:info")]
    [InlineData("orders(customer_id);", "orders(customer_id DESC);", "index-changed:info")]
    [InlineData("orders(customer_id);", "orders(customer_id) WHERE total > 1;", "index-changed:info")]
    [InlineData("CREATE INDEX orders_customer", "CREATE UNIQUE INDEX orders_customer", "unique-changed:warning")]
    [InlineData(" CHECK (level > 0)", "", "check-removed:warning")]
    [InlineData("CHECK (level > 0)", "CHECK  (level  >  0)", "")]
    [InlineData("level > 0", "level > 1", "check-removed:warning check-added:warning")]
    [InlineData("sum(total) AS total", "max(total) AS total", "view-changed:warning")]
    [InlineData("CREATE VIEW totals AS SELECT sum(total) AS total FROM orders;", "", "view-removed:error")]
    [InlineData("BEGIN SELECT 1", "BEGIN SELECT 2", "trigger-changed:warning")]
    [InlineData("CREATE TRIGGER orders_log AFTER INSERT ON orders BEGIN SELECT 1; END;", "", "trigger-removed:warning")]
    public async Task EachChange_IsNamedAndGraded(string old, string now, string expected)
    {
        Assert.Contains(old, Shop, StringComparison.Ordinal);
        var diff = await CompareAsync(Shop, Shop.Replace(old, now, StringComparison.Ordinal));

        var found = diff.Changes.Where(change => !(expected.StartsWith("table", StringComparison.Ordinal) && change.Object == "foreign-key"));
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            found.Select(change => $"{change.Rule}:{change.Severity.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal));
        Assert.All(diff.Changes, change => Assert.NotEmpty(change.Message));
    }

    [Fact]
    public async Task ATableThatBecomesStrict_IsKeptInAnotherWay()
    {
        var diff = await CompareAsync("CREATE TABLE t(x INT)", "CREATE TABLE t(x INT) STRICT");

        Assert.Equal(("table-storage-changed", "ordinary, strict"), (diff.Changes.Single().Rule, diff.Changes.Single().After));
    }

    [Fact]
    public async Task ARenamedTable_IsHintedAtAndStillAnError()
    {
        var diff = await CompareAsync("CREATE TABLE a(x INT, y TEXT); CREATE TABLE other(z)", "CREATE TABLE b(x INT, y TEXT); CREATE TABLE other(z)");

        var removed = Assert.Single(diff.Changes, change => change.Change == ChangeKind.Removed);
        Assert.Equal((Severity.Error, "b"), (removed.Severity, removed.RenamedTo));
        Assert.Contains("probably renamed", removed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARenamedColumn_AmongSeveralOfItsShape_IsFoundByItsPlace()
    {
        var diff = await CompareAsync("CREATE TABLE t(a TEXT, b TEXT, c TEXT)", "CREATE TABLE t(a TEXT, b2 TEXT, c2 TEXT)");

        Assert.Equal(
            [("b", "b2"), ("c", "c2")],
            diff.Changes.Where(change => change.Change == ChangeKind.Removed).Select(change => (change.Columns[0], change.RenamedTo)));
    }

    [Fact]
    public async Task WhatLooksAlikeTwice_IsNoRename()
    {
        var diff = await CompareAsync("CREATE TABLE a(x)", "CREATE TABLE b(x); CREATE TABLE c(x)");

        Assert.All(diff.Changes, change => Assert.Null(change.RenamedTo));
    }

    [Fact]
    public async Task AVirtualTable_IsSaidToBeNotCompared()
    {
        var diff = await CompareAsync("CREATE TABLE t(x); CREATE VIRTUAL TABLE f USING fts5(a);", "CREATE TABLE t(x)");

        Assert.True(diff.Identical);
        Assert.Contains(diff.NotCompared, table => table.Table == "f");
    }

    [Theory]
    [InlineData("int", "bigint", Severity.Info)]
    [InlineData("bigint", "int", Severity.Error)]
    [InlineData("double precision", "real", Severity.Error)]
    public void OnAServer_TheSizeOfANumberCounts(string before, string after, Severity expected)
    {
        var kind = before.StartsWith("double", StringComparison.Ordinal) ? ColumnKind.Floating : ColumnKind.Integer;

        var diff = SchemaComparison.Compare(
            Of(DatabaseProvider.PostgreSql, new Column("x", before, true) { Kind = kind }), Of(DatabaseProvider.PostgreSql, new Column("x", after, true) { Kind = kind }));

        Assert.Equal(("column-type-changed", expected), (diff.Changes.Single().Rule, diff.Changes.Single().Severity));
    }

    [Fact]
    public void AcrossEngines_SpellingMakesNoDifference_AndSizeDoes()
    {
        var lite = Of(
            DatabaseProvider.Sqlite,
            new Column("id", "INTEGER", true) { Kind = ColumnKind.Integer, Identity = true },
            new Column("Name", "NVARCHAR(160)", false) { Kind = ColumnKind.Text, Length = 160, Default = "'it''s'" },
            new Column("made", "DATETIME", false) { Kind = ColumnKind.Date, Default = "CURRENT_TIMESTAMP" },
            new Column("flag", "INTEGER", true) { Kind = ColumnKind.Integer, Default = "0" },
            new Column("price", "NUMERIC(10,2)", true) { Kind = ColumnKind.Decimal, Precision = 10, Scale = 2 });
        var server = Of(
            DatabaseProvider.PostgreSql,
            new Column("id", "int4", false) { Kind = ColumnKind.Integer },
            new Column("name", "character varying(160)", false) { Kind = ColumnKind.Text, Length = 160, Default = "'it''s'::character varying" },
            new Column("made", "timestamp", false) { Kind = ColumnKind.Date, Default = "now()" },
            new Column("flag", "boolean", true) { Kind = ColumnKind.Boolean, Default = "false" },
            new Column("price", "numeric(10,2)", true) { Kind = ColumnKind.Decimal, Precision = 10, Scale = 2 });

        Assert.Empty(SchemaComparison.Compare(lite, server).Changes);
        var narrower = server with { Tables = [server.Tables[0] with { Columns = [.. server.Tables[0].Columns.Select(column => column.Length == 160 ? column with { Length = 40 } : column)] }] };
        Assert.Equal(Severity.Error, SchemaComparison.Compare(lite, narrower).Changes.Single().Severity);
    }

    [Fact]
    public void AcrossEngines_AnIndexThatMySqlMadeForAReference_IsNoDifference()
    {
        var key = new ForeignKey(null, ["x"], "t", ["id"], "NO ACTION", "NO ACTION");
        Schema With(DatabaseProvider provider, params Index[] indexes)
        {
            var schema = Of(provider, new Column("id", "int", false) { Kind = ColumnKind.Integer }, new Column("x", "int", true) { Kind = ColumnKind.Integer });
            return schema with { Tables = [schema.Tables[0] with { ForeignKeys = [key with { OnDelete = provider == DatabaseProvider.MySql ? "RESTRICT" : "NO ACTION" }], Indexes = indexes }] };
        }

        Assert.True(SchemaComparison.Compare(With(DatabaseProvider.PostgreSql), With(DatabaseProvider.MySql, new Index("t_ibfk_1", ["x"], false, IndexOrigin.Created))).Identical);
        Assert.False(SchemaComparison.Compare(With(DatabaseProvider.PostgreSql), With(DatabaseProvider.MySql, new Index("extra", ["id"], false, IndexOrigin.Created))).Identical);
    }

    [Fact]
    public void WithinPostgreSql_NamesThatDifferByCase_AreTwoNames()
    {
        var diff = SchemaComparison.Compare(Of(DatabaseProvider.PostgreSql, new Column("Name", "text", true)), Of(DatabaseProvider.PostgreSql, new Column("name", "text", true)));

        Assert.Equal("name", diff.Changes.Single(change => change.Change == ChangeKind.Removed).RenamedTo);
    }

    private static Schema Of(DatabaseProvider provider, params Column[] columns) => new()
    {
        Tables = [new Table { Name = "t", Columns = columns, PrimaryKey = ["id"] }],
        Fingerprint = "",
        Provider = provider,
    };

    private static async Task<SchemaDiff> CompareAsync(string before, string after)
    {
        using var old = new TestDatabase(before);
        using var now = new TestDatabase(after);
        return SchemaComparison.Compare(await old.ReadSchemaAsync(), await now.ReadSchemaAsync());
    }
}
