using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Engines;

/// <summary>Drift as each engine's own catalog tells it.</summary>
public abstract class DiffSuite
{
    private const string Before = """
        CREATE TABLE customers (id INT NOT NULL PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, note VARCHAR(20));
        CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, customer_id INT NOT NULL, total DECIMAL(10,2), CONSTRAINT fk_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
        CREATE INDEX orders_customer ON orders (customer_id);
        CREATE VIEW totals AS SELECT total FROM orders;
        """;

    private const string After = """
        CREATE TABLE customers (id INT NOT NULL PRIMARY KEY, email VARCHAR(80) NOT NULL, note VARCHAR(20) NOT NULL DEFAULT 'x', added VARCHAR(5));
        CREATE TABLE orders (id INT NOT NULL PRIMARY KEY, customer_id INT NOT NULL, total DECIMAL(12,2));
        CREATE INDEX orders_customer ON orders (customer_id);
        """;

    private protected abstract TestEngine Engine { get; }

    [SkippableFact]
    public async Task EachChange_IsFoundWithTheSameRules()
    {
        await using var before = await Engine.CreateAsync(Before);
        await using var after = await Engine.CreateAsync(After);

        var diff = SchemaComparison.Compare(await ReadAsync(before), await ReadAsync(after));

        Assert.Equal(
            [
                "column-added:info", "column-default-changed:warning", "column-null-changed:error", "column-type-changed:error", "column-type-changed:info",
                "foreign-key-removed:warning", "unique-removed:warning", "view-removed:error",
            ],
            diff.Changes.Select(change => $"{change.Rule}:{change.Severity.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task TheSameStatements_AreNoDrift_AndASnapshotIsIdenticalToItsDatabase()
    {
        await using var one = await Engine.CreateAsync(Before);
        await using var other = await Engine.CreateAsync(Before);
        var schema = await ReadAsync(one);
        using var file = new MemoryStream();
        await SchemaSnapshot.WriteAsync(file, schema, CancellationToken.None);
        file.Position = 0;

        Assert.Empty(SchemaComparison.Compare(schema, await ReadAsync(other)).Changes);
        Assert.Empty(SchemaComparison.Compare(await SchemaSnapshot.ReadAsync(file, "file", CancellationToken.None), schema).Changes);
    }

    [SkippableFact]
    public async Task TheSameStatementsOnSqlite_AreNoDrift()
    {
        await using var sqlite = await TestEngine.Sqlite.CreateAsync(Before);
        await using var own = await Engine.CreateAsync(Before);

        Assert.Empty(SchemaComparison.Compare(await ReadAsync(sqlite), await ReadAsync(own)).Changes);
        Assert.Empty(SchemaComparison.Compare(await ReadAsync(own), await ReadAsync(sqlite)).Changes);
    }

    internal static Task<Schema> ReadAsync(TestEngineDatabase database) =>
        new SchemaReader(TestDatabase.Access).ReadAsync(database.Connection, CancellationToken.None);
}

public sealed class SqliteDiffTests : DiffSuite
{
    private protected override TestEngine Engine => TestEngine.Sqlite;
}

public sealed class PostgreSqlDiffTests : DiffSuite
{
    private protected override TestEngine Engine => TestEngine.PostgreSql;
}

public sealed class MySqlDiffTests : DiffSuite
{
    private protected override TestEngine Engine => TestEngine.MySql;
}

/// <summary>A published database on two engines.</summary>
public sealed class ChinookDiffTests
{
    [SkippableFact]
    public async Task Chinook_OnMariaDb_DiffersFromSqliteOnlyWhereItsScriptDoes()
    {
        await using var sqlite = await TestEngine.Sqlite.CreateAsync(Checks.SharedData.Chinook("Sqlite"));
        await using var mysql = await TestEngine.MySql.CreateAsync(Checks.SharedData.Chinook("MySql"));

        var diff = SchemaComparison.Compare(await DiffSuite.ReadAsync(sqlite), await DiffSuite.ReadAsync(mysql));

        Assert.Empty(diff.Changes.Select(change => change.Message));
    }
}
