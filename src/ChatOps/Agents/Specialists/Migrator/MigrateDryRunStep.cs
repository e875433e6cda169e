using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.dry-run</c>: decides everything about a migration by reading only, and keeps the plan that the writing steps then carry out.</summary>
public sealed class MigrateDryRunStep(
    ConnectionRegistry connections, MigrationPlanner planner, DatabaseAccess databases, SchemaReader schemas, IEnumerable<IDialect> dialects, MigrationOptionsInput input) : MigrationStep(connections)
{
    /// <summary>Errors that one message tells.</summary>
    private const int ErrorsTold = 5;

    public override StepType Type { get; } = new(
        "migrate.dry-run", "Plan the migration", "Migrator", RiskClass.Read, MigrationSchemas.DryRun,
        MigrationSchemas.Output(("plan", "string"), ("digest", "string"), ("script", "string"), ("before", "string"), ("tables", "array"), ("estimate", "object"), ("notes", "array")))
    {
        DefaultTimeout = TimeSpan.FromHours(6),
    };

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var target = await schemas.ReadAsync(work.Target, cancellationToken);
        var before = ProofSchemas.Of(await schemas.ReadAsync(work.Source, cancellationToken), target);
        var plan = await planner.PlanAsync(work.Source, work.Target, input.Of(work.Context.With), work, cancellationToken);
        var statements = MigrationScript.Of(plan, dialects.First(dialect => dialect.Provider == plan.Target).Ddl);
        var text = PlanJson.Write(plan);
        var summary = DryRunSummary.Of(plan, work.Source.Name, work.Target.Name, MigrationWork.DigestOf(text)) with
        {
            Plan = await work.Context.KeepTextAsync("plan.json", "application/json", text, cancellationToken),
            Script = await work.Context.KeepTextAsync("migration.sql", "application/sql", Script(statements), cancellationToken),
            Before = await work.Context.KeepAsync("before.json", before, cancellationToken),
        };
        Stop(plan, work);
        if (plan.Mode == MigrationMode.Fail)
            await RequireEmptyAsync(plan, target, work, cancellationToken);
        return ReportJson.ToElement(summary);
    }

    /// <summary>A migration that cannot be done as it was asked for ends here, before anything is written.</summary>
    private static void Stop(MigrationPlan plan, MigrationWork work)
    {
        var errors = plan.Notes.Where(note => note.Kind == NoteKind.Error).ToList();
        if (errors.Count == 0)
            return;
        var told = string.Join(" ", errors.Take(ErrorsTold).Select(note => ProofWords.Place(note) is { Length: > 0 } place ? $"{place}: {note.Message}" : note.Message));
        var more = errors.Count > ErrorsTold ? $" {errors.Count - ErrorsTold} more stand in plan.json." : "";
        throw new StepFailedException($"{work.Source.Name} cannot be migrated to {work.Target.Name} like this, and nothing was written. {told}{more}");
    }

    /// <summary>Nobody is asked to decide on what then stops at the first table.</summary>
    private async Task RequireEmptyAsync(MigrationPlan plan, Schema target, MigrationWork work, CancellationToken cancellationToken)
    {
        var there = target.Tables.Where(table => plan.Tables.Any(planned => planned.Target.Name.Equals(table.Name, StringComparison.OrdinalIgnoreCase))).ToList();
        await using var session = await databases.OpenReaderAsync(work.Target, cancellationToken);
        foreach (var table in there)
        {
            if (await session.CountAsync($"SELECT count(*) FROM (SELECT 1 FROM {session.Dialect.QuoteTable(table)} LIMIT 1) AS present", cancellationToken) > 0)
                throw new StepFailedException($"The table {table.Name} of {work.Target.Name} has rows, and nothing was written. Migrate into an empty target, or from the command line with --mode append to add to them, replace to drop the table first, or resume to go on with a migration that was cut off.");
        }
    }

    private static string Script(IReadOnlyList<string> statements)
    {
        var script = new StringBuilder();
        foreach (var statement in statements)
            script.Append(statement.TrimEnd().TrimEnd(';')).Append(";\n");
        return script.ToString();
    }
}
