using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.rollback-dry-run</c>: what taking a migration back would drop, by reading only.</summary>
public sealed class RollbackDryRunStep(ConnectionRegistry connections, MigrationRollback rollback, ProofStore proofs) : RollbackStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.rollback-dry-run", "Find what to take back", "Migrator", RiskClass.Read, MigrationSchemas.RollbackDryRun,
        MigrationSchemas.Output(("run", "string"), ("plan", "string"), ("digest", "string"), ("script", "string"), ("tables", "array")));

    protected override async Task<JsonElement> ExecuteAsync(StepContext context, DatabaseConnection target, CancellationToken cancellationToken)
    {
        var run = context.With.TryGetProperty("run", out var named) ? named.GetString() : null;
        var plan = await rollback.PlanAsync(target, run, cancellationToken);
        if (plan.Obstacles.Count == 0 && ChecksumsOf(plan.Run) is { } checksums)
            plan = await rollback.PlanAsync(target, plan.Run, checksums, cancellationToken);
        if (plan.Obstacles.Count > 0)
            throw new StepFailedException($"The migration {plan.Run} is not taken back, and nothing was dropped. {string.Join(" ", plan.Obstacles)}");
        var decided = DecidedRollback.Of(plan);
        var text = JsonSerializer.Serialize(decided, ReportJson.Options);
        return ReportJson.ToElement(new RollbackSummary(
            $"{decided.Extent} would go{(plan.Checksums is null ? "; no proof of the migration is here, so only the rows were counted" : ", every value as the migration's proof has it")}", target.Name, plan.Run,
            await context.KeepTextAsync("rollback.json", "application/json", text, cancellationToken), MigrationWork.DigestOf(text),
            await context.KeepTextAsync("rollback.sql", "application/sql", string.Concat(plan.Statements.Select(statement => $"{statement.TrimEnd().TrimEnd(';')};\n")), cancellationToken), decided.Tables));
    }

    /// <summary>What every table held when the migration was proven; null where its proof is not here.</summary>
    private Dictionary<string, string>? ChecksumsOf(string migration) => proofs.Find(migration) is { Verified: true } proof
        ? proof.Tables.Where(table => table.Comparison is not null).ToDictionary(table => table.Name, table => table.Comparison!.TargetChecksum, StringComparer.Ordinal)
        : null;
}

/// <summary><c>migrate.rollback</c>: drops what a migration made, exactly as it was decided on. Where an attempt was cut off, the next does the rest.</summary>
public sealed class MigrateRollbackStep(ConnectionRegistry connections, MigrationRollback rollback) : RollbackStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.rollback", "Take the migration back", "Migrator", RiskClass.Destructive, MigrationSchemas.RollbackWrite, MigrationSchemas.Output(("run", "string"), ("tables", "array")))
    {
        DefaultTimeout = TimeSpan.FromHours(6),
        Effect = "Drops the tables and views that the migration made, with the rows in them, and its own record. Nothing else in the target is touched.",
        Undo = "migrate again; the source still has every row.",
    };

    protected override async Task<JsonElement> ExecuteAsync(StepContext context, DatabaseConnection target, CancellationToken cancellationToken)
    {
        var text = await context.ReadTextAsync("plan", cancellationToken);
        if (MigrationWork.DigestOf(text) != context.With.GetProperty("digest").GetString())
            throw new StepFailedException("What would be dropped is no longer what was decided on: its file was changed. This step dropped nothing. Ask for the rollback again, and decide on what it shows.");
        var decided = JsonSerializer.Deserialize<DecidedRollback>(text, ReportJson.Options)!;
        await rollback.RollBackAsync(target, decided.ToPlan(), cancellationToken);
        return ReportJson.ToElement(new RollbackSummary(
            $"{decided.Extent} dropped", target.Name, decided.Run, context.With.GetProperty("plan").GetString()!, context.With.GetProperty("digest").GetString()!,
            context.With.GetProperty("script").GetString()!, decided.Tables));
    }
}

/// <summary>What both have in common.</summary>
public abstract class RollbackStep(ConnectionRegistry connections) : IStepHandler
{
    public abstract StepType Type { get; }

    public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => StepFailures.TellAsync(
        () => ExecuteAsync(context, connections.Require(context.With.GetProperty(StepConnections.Target).GetString() ?? ""), cancellationToken));

    protected abstract Task<JsonElement> ExecuteAsync(StepContext context, DatabaseConnection target, CancellationToken cancellationToken);
}

/// <summary>A rollback as it was decided on, in the form in which it is kept.</summary>
internal sealed record DecidedRollback(string Run, IReadOnlyList<string> Statements, IReadOnlyList<DroppedTable> Tables, IReadOnlyDictionary<string, string>? Checksums)
{
    /// <summary>Such as "3 tables with 8 rows".</summary>
    public string Extent => $"{Figures.Count(Tables.Count, "table")} with {Figures.Count(Tables.Sum(table => table.Rows), "row")}";

    public static DecidedRollback Of(RollbackPlan plan) => new(plan.Run, plan.Statements, [.. plan.Tables.Select(table => new DroppedTable(table.Table, table.Rows))], plan.Checksums);

    public RollbackPlan ToPlan() => new(Run, Statements, []) { Tables = [.. Tables.Select(table => (table.Name, table.Rows))], Checksums = Checksums };
}

/// <summary>The output of both.</summary>
/// <param name="Run">The name under which the target's own record had the migration.</param>
/// <param name="Plan">The artifact that holds what was decided on, and <paramref name="Digest"/> its digest.</param>
/// <param name="Script">The artifact that holds the statements.</param>
public sealed record RollbackSummary(string Summary, string Target, string Run, string Plan, string Digest, string Script, IReadOnlyList<DroppedTable> Tables);

/// <summary>A table that goes, with its rows.</summary>
public sealed record DroppedTable(string Name, long Rows);
