using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Rollback;

/// <summary>A shop that was migrated into a target which had something of its own, and what is left of it.</summary>
internal static class RollbackTesting
{
    internal const string Shop = """
        CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE);
        CREATE TABLE invoice (id INTEGER NOT NULL PRIMARY KEY, customer_id INTEGER NOT NULL, up INTEGER, FOREIGN KEY (customer_id) REFERENCES customer (id), FOREIGN KEY (up) REFERENCES invoice (id));
        CREATE INDEX ix_invoice_customer ON invoice (customer_id);
        INSERT INTO customer VALUES (1, 'Ann'), (2, 'Bo'), (3, '');
        INSERT INTO invoice VALUES (10, 1, NULL), (11, 1, 10), (12, 3, NULL);
        """;

    /// <summary>What the target had before anybody migrated into it.</summary>
    internal const string Own = "CREATE TABLE own (id INTEGER NOT NULL PRIMARY KEY, note VARCHAR(20)); INSERT INTO own VALUES (1, 'kept'); CREATE VIEW own_view AS SELECT note FROM own;";

    internal static MigrationRollback Rollback { get; } = new(Migrations.Access);

    /// <summary>The shop with a view, in the target under the run's name.</summary>
    internal static Task MigrateAsync(TestEngineDatabase target, string run) => MigrateAsync(target, run, MigrationMode.Fail, Shop, new ViewPlan("names", "CREATE VIEW names AS SELECT name FROM customer"));

    internal static async Task MigrateAsync(TestEngineDatabase target, string run, MigrationMode mode, string script, params ViewPlan[] views)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(script);
        var plan = await Migrations.PlanAsync(source, target, new MigrationOptions { Mode = mode }) with { Views = views };
        var schema = await SchemaAsync(target);
        plan = plan with { Tables = [.. plan.Tables.Select(table => table with { IsThere = mode == MigrationMode.Append && TargetReading.Find(schema, table.Target) is not null })] };
        await Migrations.RunAsync(plan, source, target, run);
    }

    internal static Task<RollbackPlan> PlanAsync(TestEngineDatabase target, string? run = null) => Rollback.PlanAsync(target.Connection, run, CancellationToken.None);

    internal static Task RollBackAsync(TestEngineDatabase target, RollbackPlan plan) => Rollback.RollBackAsync(target.Connection, plan, CancellationToken.None);

    internal static Task<Schema> SchemaAsync(TestEngineDatabase target) => new SchemaReader(Migrations.Access).ReadAsync(target.AsOwner, CancellationToken.None);

    /// <summary>Names of all tables and views.</summary>
    internal static async Task<IReadOnlyList<string>> NamesAsync(TestEngineDatabase target)
    {
        var schema = await SchemaAsync(target);
        return [.. schema.Tables.Select(table => table.Name).Concat(schema.Views.Select(view => view.Name)).Order(StringComparer.Ordinal)];
    }

    internal static async Task<string> RefusalAsync(TestEngineDatabase target, RollbackPlan plan) =>
        (await Assert.ThrowsAsync<DatabaseException>(() => RollBackAsync(target, plan))).Message;
}
