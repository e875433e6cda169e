using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using Carrier = ChatOps.Database.Migration.Migrator;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.schema</c>: makes the target's tables, without dropping any.</summary>
public sealed class MigrateSchemaStep(ConnectionRegistry connections, Carrier migrator, SchemaReader schemas) : MakeTablesStep(connections, migrator, schemas)
{
    public override StepType Type { get; } = new(
        "migrate.schema", "Create the tables", "Migrator", RiskClass.Write, MigrationSchemas.Write, MigrationSchemas.Output(("tables", "integer")))
    {
        Effect = "Creates the tables in the target that are not there yet, and tables for the migration's own record, whose names begin with _chatops_. The source is only read.",
        Undo = Rollback,
    };

    protected override bool Replaces => false;
}

/// <summary><c>migrate.replace</c>: drops the target's tables that stand in the way, with their rows, and makes them anew.</summary>
public sealed class MigrateReplaceStep(ConnectionRegistry connections, Carrier migrator, SchemaReader schemas) : MakeTablesStep(connections, migrator, schemas)
{
    public override StepType Type { get; } = new(
        "migrate.replace", "Replace the tables", "Migrator", RiskClass.Destructive, MigrationSchemas.Write, MigrationSchemas.Output(("tables", "integer")))
    {
        Effect = "Drops the target's tables of the same names with all their rows, and makes them anew; tables for the migration's own record are made too, whose names begin with _chatops_.",
        Undo = "restore what the replaced tables held from a backup; a rollback does not bring it back.",
    };

    protected override bool Replaces => true;
}

/// <summary>What both have in common.</summary>
public abstract class MakeTablesStep(ConnectionRegistry connections, Carrier migrator, SchemaReader schemas) : MigrationStep(connections)
{
    internal const string Rollback = "say roll back: it drops the tables and views that the migration made and nothing else, after a decision of its own.";

    /// <summary>Tables with rows are dropped, which asks for a decision of another kind.</summary>
    protected abstract bool Replaces { get; }

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var plan = await work.ReadPlanAsync(cancellationToken);
        if (Replaces != (plan.Mode == MigrationMode.Replace))
            throw new StepFailedException($"The plan {(Replaces ? "does not replace" : "replaces")} tables, and this step is for the other kind. Nothing was written. Use {(Replaces ? "migrate.schema" : "migrate.replace")}.");
        await RequireSameAsync(plan, work, cancellationToken);
        await migrator.CreateAsync(plan, work.Source, work.Target, work.Context.RunId, cancellationToken);
        var made = plan.Tables.Count(table => !table.IsThere);
        return ReportJson.ToElement(new { summary = Figures.Count(made, "table"), tables = made });
    }

    /// <summary>Between the dry run and its decision neither schema may have changed; what an earlier attempt of this very step did is its own.</summary>
    private async Task RequireSameAsync(MigrationPlan plan, MigrationWork work, CancellationToken cancellationToken)
    {
        if (work.Context.Attempt > 1)
            return;
        foreach (var (connection, expected) in new[] { (work.Source, plan.SourceFingerprint), (work.Target, plan.TargetFingerprint) })
        {
            if ((await schemas.ReadAsync(connection, cancellationToken)).Fingerprint != expected)
                throw new StepFailedException($"The schema of {connection.Name} has changed since the migration was planned, so nothing was written. Ask for the migration again.");
        }
    }
}
