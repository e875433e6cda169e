using System.Diagnostics;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Verification;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Masking;
using ChatOps.Reports.Proof;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.verify</c>: compares source and target value by value, after a migration or at any time.</summary>
public sealed class MigrateVerifyStep(ConnectionRegistry connections, Verifier verifier) : MigrationStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.verify", "Compare source and target", "Migrator", RiskClass.Read, MigrationSchemas.Verify,
        MigrationSchemas.Output(("identical", "boolean"), ("tables", "integer"), ("missing", "integer"), ("extra", "integer"), ("different", "integer"), ("result", "string")))
    {
        DefaultTimeout = TimeSpan.FromDays(2),
    };

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await verifier.VerifyAsync(work.Source, work.Target, await OptionsOf(work, cancellationToken), work, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (!work.ShowsPersonalData)
            result = MigrationMask.Apply(result);
        return ReportJson.ToElement(VerifySummary.Of(result, await work.Context.KeepAsync("verification.json", new ComparedDatabases(result, seconds), cancellationToken)));
    }

    private static async Task<VerificationOptions> OptionsOf(MigrationWork work, CancellationToken cancellationToken)
    {
        var with = work.Context.With;
        return new VerificationOptions
        {
            Plan = with.TryGetProperty("plan", out _) ? await work.ReadPlanAsync(cancellationToken) : null,
            Run = with.TryGetProperty("run", out var run) ? run.GetString() : null,
            Tables = with.TryGetProperty("tables", out var tables) ? [.. tables.EnumerateArray().Select(table => table.GetString()!)] : null,
            BySegments = with.TryGetProperty("bySegments", out var segments) && segments.GetBoolean(),
        };
    }
}

/// <summary>The output of <c>migrate.verify</c>.</summary>
/// <param name="Tables">That were compared.</param>
/// <param name="Result">The artifact that holds the whole result.</param>
internal sealed record VerifySummary(string Summary, bool Identical, int Tables, long Missing, long Extra, long Different, int NotCompared, string Result)
{
    public static VerifySummary Of(VerificationResult result, string artifact) => new(
        ProofVerdict.Of(result), result.Identical, result.Tables.Count, result.Tables.Sum(table => table.Missing), result.Tables.Sum(table => table.Extra),
        result.Tables.Sum(table => table.Different), result.Tables.Count(table => table.NotCompared is not null), artifact);
}
