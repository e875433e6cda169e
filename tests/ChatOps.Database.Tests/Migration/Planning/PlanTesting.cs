using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Connections;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>Plans, and what they make.</summary>
internal static class PlanTesting
{
    internal static Task<MigrationPlan> PlanAsync(DatabaseConnection source, DatabaseConnection target, MigrationOptions? options = null) =>
        new MigrationPlanner(TestDatabase.Access).PlanAsync(source, target, options ?? new MigrationOptions(), null, CancellationToken.None);

    /// <summary>Runs every statement of the plan in the target and reads what is there then.</summary>
    internal static async Task<Schema> MakeAsync(MigrationPlan plan, TestEngineDatabase target)
    {
        var statements = MigrationScript.Of(plan, TestDatabase.Access.DialectOf(target.Connection).Ddl);
        await target.ExecuteAsync(string.Concat(statements.Select(statement => statement + ";\n")));
        return await ReadAsync(target);
    }

    internal static Task<Schema> ReadAsync(TestEngineDatabase database) => new SchemaReader(TestDatabase.Access).ReadAsync(database.AsOwner, CancellationToken.None);
}
