using ChatOps.Cards;
using ChatOps.Conversation.Presentation;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Draws the card of a run from what is stored, and remembers which plan a conversation has seen.</summary>
internal sealed class RunCards(RunStore runs, ApprovalStore approvals, ConversationStore store, StepCatalog types)
{
    /// <summary>The card as it stands now, or null when there is no such run.</summary>
    public async Task<DrawnRun?> DrawAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run)
            return null;
        var proposed = await store.FindProposalAsync(runId, cancellationToken);
        var proposal = proposed ?? Proposal.Of(run);
        var requests = await approvals.ForRunAsync(runId, cancellationToken);
        var openHash = requests.FirstOrDefault(request => request.State == ApprovalState.Open)?.PlanHash;
        return new DrawnRun(proposal, run, RunCard.Show(proposal, run, requests, types), openHash, RunCard.WasRejected(requests), proposed is not null);
    }

    /// <summary>What a spoken decision in this conversation is about from now on.</summary>
    public Task RememberShownAsync(DrawnRun drawn, string conversationId, CancellationToken cancellationToken) =>
        store.SetShownHashAsync(drawn.Run.Id, conversationId, drawn.OpenHash, cancellationToken);
}

/// <summary>A run's card and what it was drawn from.</summary>
/// <param name="OpenHash">The plan that waits for a decision, or null.</param>
/// <param name="WasRejected">Somebody said no.</param>
/// <param name="IsProposed">The proposal is stored; it follows the run by a moment, and never does for a run from elsewhere.</param>
internal sealed record DrawnRun(Proposal Proposal, Run Run, Card Card, string? OpenHash, bool WasRejected, bool IsProposed);
