using System.Text;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Ledger;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.State;
using ChatOps.Reports;
using ChatOps.Reports.Html;
using ChatOps.Reports.Proof;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary><c>migrate.proof</c>: everything that proves the migration in one sealed file, and as a page.</summary>
public sealed class MigrateProofStep(ConnectionRegistry connections, SchemaReader schemas, ApprovalStore approvals, ProofStore proofs, TimeProvider clock) : MigrationStep(connections)
{
    public override StepType Type { get; } = new(
        "migrate.proof", "Write the proof", "Migrator", RiskClass.Read, MigrationSchemas.Proof,
        MigrationSchemas.Output(("verdict", "string"), ("proof", "string"), ("page", "string")));

    protected override async Task<JsonElement> ExecuteAsync(MigrationWork work, CancellationToken cancellationToken)
    {
        var plan = await work.ReadPlanAsync(cancellationToken);
        var pack = new ProofBuilder
        {
            Run = work.Context.RunId,
            WrittenAt = clock.GetUtcNow(),
            Source = work.Source,
            Target = work.Target,
            Plan = plan,
            PlanDigest = PlanJson.Digest(plan),
            Before = await work.Context.ReadAsync<ProofSchemas>("before", cancellationToken),
            After = ProofSchemas.Of(await schemas.ReadAsync(work.Source, cancellationToken), await schemas.ReadAsync(work.Target, cancellationToken)),
            Outcome = await work.Context.ReadAsync<MigrationOutcome>("outcome", cancellationToken),
            Compared = work.Context.With.TryGetProperty("verification", out _) ? await work.Context.ReadAsync<ComparedDatabases>("verification", cancellationToken) : null,
            Approvals = await ApprovalsAsync(work.Context.RunId, cancellationToken),
        }.Build();
        var sealedFile = Seal(pack);
        var proof = await work.Context.KeepTextAsync("proof.json", "application/json", Encoding.UTF8.GetString(sealedFile), cancellationToken);
        var page = await work.Context.KeepTextAsync("proof.html", "text/html", HtmlProof.Write(pack), cancellationToken);
        return ReportJson.ToElement(ProofSummary.Of(pack, proof, page));
    }

    private byte[] Seal(ProofPack pack)
    {
        try
        {
            return proofs.Seal(pack);
        }
        catch (Exception problem) when (problem is StateUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new StepFailedException($"The migration is done, and its proof could not be sealed: {problem.Message}", isTransient: false, problem);
        }
    }

    private async Task<IReadOnlyList<ProofApproval>> ApprovalsAsync(string runId, CancellationToken cancellationToken)
    {
        var requests = await approvals.ForRunAsync(runId, cancellationToken);
        return [.. requests.SelectMany(request => request.Decisions.Select(decision => new ProofApproval(
            decision.PersonName, decision.Verdict.ToString().ToLowerInvariant(), decision.At, decision.Channel, request.PlanHash, decision.Comment)))];
    }
}
