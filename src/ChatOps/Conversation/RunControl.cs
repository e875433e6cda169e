using ChatOps.People;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Conversation;

/// <summary>Stops runs and runs them again, for people who may see them.</summary>
internal sealed class RunControl(PipelineEngine engine, ConversationStore store, RunCards cards, RunAnnouncer announcer, RunAccess access, Replies replies)
{
    public async Task CancelAsync(Turn turn, Person person, string runId, CancellationToken cancellationToken)
    {
        var outcome = await access.MaySeeAsync(person, runId, cancellationToken)
            ? await engine.CancelAsync(runId, person.ToActor(turn.SignedInAt), cancellationToken)
            : new CancelOutcome.Unknown(runId);
        await replies.SayAsync(turn, outcome switch
        {
            CancelOutcome.Cancelled => $"Run {runId} is cancelled. What it had finished stays; nothing more of it runs.",
            CancelOutcome.AlreadyEnded => $"Run {runId} had already ended, so there was nothing to cancel.",
            CancelOutcome.Refused refused => refused.Reason,
            _ => $"I know no run {runId}.",
        }, [], cancellationToken);
        if (outcome is CancelOutcome.Cancelled or CancelOutcome.AlreadyEnded)
            await announcer.AnnounceAsync(runId, cancellationToken);
    }

    /// <summary>Returns the id of the new run, or null.</summary>
    public async Task<string?> RetryAsync(Turn turn, Person person, string runId, CancellationToken cancellationToken)
    {
        if (!await access.MaySeeAsync(person, runId, cancellationToken))
        {
            await replies.SayAsync(turn, $"I know no run {runId}.", ["runs"], cancellationToken);
            return null;
        }

        switch (await engine.RetryAsync(runId, person.ToActor(turn.SignedInAt), Origin.Of(turn).ToString(), $"{turn.Channel}/{turn.Id}", cancellationToken))
        {
            case SubmitOutcome.Accepted accepted:
                await ShowAgainAsync(turn, runId, accepted.Run.Id, cancellationToken);
                return accepted.Run.Id;
            case SubmitOutcome.Refused refused:
                await replies.SayAsync(turn, refused.Reason, [], cancellationToken);
                break;
            case SubmitOutcome.Invalid invalid:
                await replies.SayAsync(turn, "It cannot run again as it stands: " + string.Join(" ", invalid.Findings.Select(finding => finding.Message)), [], cancellationToken);
                break;
        }

        return null;
    }

    private async Task ShowAgainAsync(Turn turn, string former, string runId, CancellationToken cancellationToken)
    {
        if (await cards.DrawAsync(former, cancellationToken) is { } drawn)
            await store.SaveProposalAsync(Origin.Of(turn), drawn.Proposal with { RunId = runId }, cancellationToken);
        await announcer.AnnounceAsync(runId, cancellationToken);
    }
}
