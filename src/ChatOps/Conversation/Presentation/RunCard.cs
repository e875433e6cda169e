using ChatOps.Cards;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>
/// The one card of a run: first the plan with its evidence and, where it waits, the buttons; then its progress; at the
/// end who decided and how it went. The same facts always make the same card, so it can be shown again at any time.
/// </summary>
public static class RunCard
{
    public static Card Show(Proposal proposal, Run run, IReadOnlyList<ApprovalRequest> approvals, StepCatalog types)
    {
        var open = approvals.FirstOrDefault(approval => approval.State == ApprovalState.Open);
        var status = WasRejected(approvals) ? "rejected" : Status(run, open, approvals.Count > 0);
        return new Card
        {
            Title = proposal.Title,
            Subtitle = $"{status} · run {run.Id}{(run.Definition.Version > 1 ? $" · version {run.Definition.Version}" : "")}",
            Tone = ToneOf(run.Status),
            Summary = $"{proposal.Title}: {status}",
            Blocks = [.. Blocks(proposal, run, approvals, types)],
            Actions = Actions(proposal, run, open),
        };
    }

    private static IEnumerable<CardBlock> Blocks(Proposal proposal, Run run, IReadOnlyList<ApprovalRequest> approvals, StepCatalog types)
    {
        if (run.Status is RunStatus.Pending or RunStatus.WaitingForApproval)
            yield return new CardBlock.Text(proposal.Summary);
        foreach (var assumption in proposal.Assumptions)
            yield return new CardBlock.Text(assumption, Subtle: true);
        if (proposal.LeftOut is { } leftOut)
            yield return new CardBlock.Text(leftOut, Tone.Warning);
        yield return new CardBlock.Steps([.. run.Definition.Steps.Select(step => StepLine.Of(step, run, types))]);
        foreach (var line in ApprovalLines.Of(approvals, run.Error))
            yield return line;
        if (run.Error is { } error && !WasRejected(approvals))
            yield return new CardBlock.Text(error, run.Status == RunStatus.Cancelled ? Tone.Neutral : Tone.Bad);
        if (run.EndedAt is null)
        {
            foreach (var block in MigrationBlocks.Of(run))
                yield return block;
        }

        foreach (var block in EvidenceBlocks.Of(proposal.Evidence, open: approvals.Any(approval => approval.State == ApprovalState.Open), run.EndedAt is not null))
            yield return block;
    }

    /// <summary>Somebody said no; that is a decision and not a failure.</summary>
    public static bool WasRejected(IReadOnlyList<ApprovalRequest> approvals) => approvals.Any(approval => approval.State == ApprovalState.Rejected);

    private static string Status(Run run, ApprovalRequest? open, bool waited) => run.Status switch
    {
        RunStatus.Pending => "starting",
        RunStatus.WaitingForApproval => open is null ? "waiting for a decision" : $"waiting: {ApprovalLines.Need(open)}",
        RunStatus.Running => open is null ? "running" : $"waiting: {ApprovalLines.Need(open)}",
        // A run that waited for somebody took as long as they did, which says nothing about the work.
        RunStatus.Succeeded when waited => "done",
        RunStatus.Succeeded => $"done in {Figures.Duration(Took(run))}",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => "parked: it stopped the program three times",
    };

    private static TimeSpan Took(Run run) =>
        run is { StartedAt: { } start, EndedAt: { } end } ? end - start : TimeSpan.Zero;

    private static Tone ToneOf(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Tone.Good,
        RunStatus.Failed or RunStatus.Parked => Tone.Bad,
        RunStatus.WaitingForApproval => Tone.Warning,
        _ => Tone.Neutral,
    };

    private static List<CardAction> Actions(Proposal proposal, Run run, ApprovalRequest? open)
    {
        var actions = new List<CardAction>();
        if (open is not null)
        {
            actions.AddRange(MigrationBlocks.Links(run));
            actions.Add(new CardAction.Submit("Approve", new ActionPayload("approve", open.Id, open.PlanHash), ActionStyle.Positive));
            if (proposal.Tables.Count > 0)
                actions.Add(EditForm.For(proposal, open));
            actions.Add(new CardAction.Submit("Reject", new ActionPayload("reject", open.Id, open.PlanHash), ActionStyle.Destructive));
        }
        else if (run.Status is RunStatus.Pending or RunStatus.Running or RunStatus.WaitingForApproval)
        {
            actions.Add(new CardAction.Submit("Cancel", new ActionPayload("cancel", run.Id), ActionStyle.Destructive));
        }
        else if (run.Status is RunStatus.Failed or RunStatus.Parked)
        {
            actions.Add(new CardAction.Submit("Run again", new ActionPayload("retry", run.Id)));
        }

        return actions;
    }
}
