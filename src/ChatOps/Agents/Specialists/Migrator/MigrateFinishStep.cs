using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Masking;
using Carrier = ChatOps.Database.Migration.Migrator;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.finish</c>: references, counters, figures for the engine's planner and views, and the account of every row.</summary>
public sealed class MigrateFinishStep(ConnectionRegistry connections, Carrier migrator) : MigrationStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.finish", "Add references and views", "Migrator", RiskClass.Write, MigrationSchemas.Write,
        MigrationSchemas.Output(("run", "string"), ("loaded", "integer"), ("rejected", "integer"), ("result", "string")))
    {
        DefaultTimeout = TimeSpan.FromDays(1),
        Effect = "Adds references, lets counters go on behind the largest value, refreshes the planner's figures and makes the views that could be translated.",
        Undo = MakeTablesStep.Rollback,
    };

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var plan = await work.ReadPlanAsync(cancellationToken);
        var outcome = await migrator.FinishAsync(plan, work.Target, work.Context.RunId, work, cancellationToken);
        if (!work.ShowsPersonalData)
            outcome = MigrationMask.Apply(outcome);
        return ReportJson.ToElement(MigrationSummary.Of(outcome, await work.Context.KeepAsync("outcome.json", outcome, cancellationToken)));
    }
}

/// <summary>The output of <c>migrate.finish</c>.</summary>
/// <param name="Run">The name under which the target's own record has the migration.</param>
/// <param name="Result">The artifact that holds the whole outcome.</param>
internal sealed record MigrationSummary(string Summary, string Run, long Loaded, long Rejected, int NotMade, string Result)
{
    public static MigrationSummary Of(MigrationOutcome outcome, string result)
    {
        var (loaded, rejected) = (outcome.Tables.Sum(table => table.Loaded), outcome.Tables.Sum(table => table.Rejected));
        var summary = $"{Figures.Count(loaded, "row")} loaded, {Figures.Number(rejected)} rejected" + (outcome.NotMade.Count == 0 ? "" : $", {Figures.Count(outcome.NotMade.Count, "object")} not made");
        return new MigrationSummary(summary, outcome.Run, loaded, rejected, outcome.NotMade.Count, result);
    }
}
