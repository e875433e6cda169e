using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.rollback-dry-run</c>: what taking a migration back would drop, by reading only.</summary>
public sealed class RollbackDryRunStep(ConnectionRegistry connections, MigrationRollback rollback) : RollbackStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.rollback-dry-run", "Find what to take back", "Migrator", RiskClass.Read, MigrationSchemas.RollbackDryRun,
        MigrationSchemas.Output(("run", "string"), ("digest", "string"), ("script", "string"), ("tables", "array")));

    protected override async Task<JsonElement> ExecuteAsync(StepContext context, DatabaseConnection target, CancellationToken cancellationToken)
    {
        var plan = await rollback.PlanAsync(target, RunOf(context), cancellationToken);
        var script = await context.KeepTextAsync("rollback.sql", "application/sql", string.Concat(plan.Statements.Select(Written)), cancellationToken);
        if (plan.Obstacles.Count > 0)
            throw new StepFailedException($"The migration {plan.Run} is not taken back, and nothing was dropped. {string.Join(" ", plan.Obstacles)}");
        return ReportJson.ToElement(new RollbackSummary(Line(plan), target.Name, plan.Run, DigestOf(plan), script, [.. plan.Tables.Select(table => new DroppedTable(table.Table, table.Rows))]));
    }

    private static string Line(RollbackPlan plan) =>
        $"{Figures.Count(plan.Tables.Count, "table")} with {Figures.Count(plan.Tables.Sum(table => table.Rows), "row")} would go";
}

/// <summary><c>migrate.rollback</c>: drops what a migration made, exactly as it was decided on.</summary>
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
        var plan = await rollback.PlanAsync(target, RunOf(context), cancellationToken);
        var tables = plan.Tables.Select(table => new DroppedTable(table.Table, table.Rows)).ToList();
        if (!await IsDecidedAsync(context, plan, cancellationToken))
            throw new StepFailedException("What taking the migration back would drop is no longer what was decided on, so this step dropped nothing. Ask for the rollback again, and decide on what it shows.");
        await rollback.RollBackAsync(target, plan, cancellationToken);
        var summary = $"{Figures.Count(tables.Count, "table")} with {Figures.Count(tables.Sum(table => table.Rows), "row")} dropped";
        return ReportJson.ToElement(new RollbackSummary(summary, target.Name, plan.Run, DigestOf(plan), context.With.GetProperty("script").GetString()!, tables));
    }

    /// <summary>Exactly what was decided on; where an earlier attempt dropped a part, nothing but what is left of it.</summary>
    private static async Task<bool> IsDecidedAsync(StepContext context, RollbackPlan plan, CancellationToken cancellationToken)
    {
        if (DigestOf(plan) == context.With.GetProperty("digest").GetString())
            return true;
        if (context.Attempt == 1)
            return false;
        await using var stream = await context.OpenArtifactAsync(context.With.GetProperty("script").GetString()!, cancellationToken);
        using var reader = new StreamReader(stream);
        var decided = await reader.ReadToEndAsync(cancellationToken);
        return plan.Statements.All(statement => decided.Contains(Written(statement), StringComparison.Ordinal));
    }
}

/// <summary>What both have in common.</summary>
public abstract class RollbackStep(ConnectionRegistry connections) : IStepHandler
{
    public abstract StepType Type { get; }

    public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => StepFailures.TellAsync(
        () => ExecuteAsync(context, connections.Require(context.With.GetProperty(StepConnections.Target).GetString() ?? ""), cancellationToken));

    protected abstract Task<JsonElement> ExecuteAsync(StepContext context, DatabaseConnection target, CancellationToken cancellationToken);

    /// <summary>Null for the latest.</summary>
    protected static string? RunOf(StepContext context) => context.With.TryGetProperty("run", out var run) ? run.GetString() : null;

    /// <summary>A statement as it stands in the script.</summary>
    protected static string Written(string statement) => $"{statement.TrimEnd().TrimEnd(';')};\n";

    /// <summary>Lower-case hex SHA-256 over the migration's name, every statement and every table with its rows.</summary>
    protected static string DigestOf(RollbackPlan plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [plan.Run, .. plan.Statements, .. plan.Tables.Select(table => $"{table.Table} {table.Rows}")]))));
}

/// <summary>The output of both.</summary>
/// <param name="Run">The name under which the target's own record had the migration.</param>
/// <param name="Script">The artifact that holds the statements.</param>
public sealed record RollbackSummary(string Summary, string Target, string Run, string Digest, string Script, IReadOnlyList<DroppedTable> Tables);

/// <summary>A table that goes, with its rows.</summary>
public sealed record DroppedTable(string Name, long Rows);
