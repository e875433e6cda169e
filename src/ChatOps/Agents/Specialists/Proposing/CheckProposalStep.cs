using System.Text.Json;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Database.Checks;
using ChatOps.Database.Checks.RuleFiles.Suggesting;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>A step that proposes checks: those that rules read off the rows, and behind them those of a model, each tried on the rows. It writes nothing but its result.</summary>
internal abstract class CheckProposalStep(ConnectionRegistry connections, CheckProposals proposals, Proposer proposer) : DatabaseStep(connections)
{
    /// <summary>The prompt file, such as <c>data-quality-checks</c>.</summary>
    protected abstract string Prompt { get; }

    /// <summary>What is proposed, such as "Checks"; begins the title.</summary>
    protected abstract string What { get; }

    /// <summary>Kinds of checks that a model may propose; null for all that hold no SQL.</summary>
    protected virtual IReadOnlyCollection<string>? Kinds => null;

    /// <summary>Which of the checks that the rows satisfy are proposed.</summary>
    protected virtual bool IsOwn(Schema schema, SuggestedCheck check) => true;

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var proposal = await proposals.ProposeAsync(work, Prompt, Kinds, IsOwn, await FindingsAsync(work, cancellationToken), cancellationToken);
        var text = proposal.File(proposer.Model);
        var checks = proposal.Checks;
        IReadOnlyList<ProposedCheck> byModel = [.. checks.Where(check => check.ByModel)];
        return ReportJson.ToElement(new ProposalSummary
        {
            Summary = $"{Figures.Count(proposal.Own.Count, "proposal")} from the rows{(proposer.Model is null ? "" : $", {Figures.Number(byModel.Count)} by the model")}",
            Title = $"{What} for {work.Connection.Name}",
            Connection = work.Connection.Name,
            Own = [.. checks.Where(check => !check.ByModel).Take(ProposalSummary.Shown)],
            OwnTotal = proposal.Own.Count,
            ByModel = byModel,
            Choices = proposal.Fixes,
            Unusable = proposal.Unusable,
            Model = byModel.Count + proposal.Fixes.Count > 0 ? proposer.Model : null,
            Fallback = proposal.Fallback,
            File = checks.Count == 0 ? null : await work.Context.KeepTextAsync("rules.yaml", "application/yaml", text, cancellationToken),
            Digest = checks.Count == 0 ? null : MigrationWork.DigestOf(text),
        });
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(DatabaseWork work, CancellationToken cancellationToken) =>
        work.Context.With.TryGetProperty("findings", out _) && (await work.Context.ReadAsync<ReportPart>("findings", cancellationToken)).Checks is { } checks
            ? [.. checks.Findings.Where(finding => finding.Excuse is null)]
            : [];
}
