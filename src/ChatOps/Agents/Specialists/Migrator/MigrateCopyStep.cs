using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using Carrier = ChatOps.Database.Migration.Migrator;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.copy</c>: loads the rows. After a crash it goes on behind the last batch that the target has.</summary>
public sealed class MigrateCopyStep(ConnectionRegistry connections, Carrier migrator) : MigrationStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.copy", "Copy the rows", "Migrator", RiskClass.Write, MigrationSchemas.Write, MigrationSchemas.Output())
    {
        DefaultTimeout = TimeSpan.FromDays(2),
        Effect = "Loads the rows into the target's tables and gives each table its keys and indexes. Rows that do not fit go to _chatops_rejects with the reason. The source is only read.",
        Undo = MakeTablesStep.Rollback,
    };

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var plan = await work.ReadPlanAsync(cancellationToken);
        await migrator.CopyAsync(plan, work.Source, work.Target, work.Context.RunId, work, cancellationToken);
        return ReportJson.ToElement(new { summary = $"{Figures.Count(plan.Tables.Count, "table")} loaded" });
    }
}
