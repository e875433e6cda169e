using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Tells when a conversation has come to rest: every turn is answered, and every run has ended or asks somebody.</summary>
public sealed class ConversationQuiet
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    private readonly TurnInbox _inbox;
    private readonly RunAnnouncer _announcer;
    private readonly RunStore _runs;
    private readonly ApprovalStore _approvals;
    private readonly TimeProvider _clock;

    internal ConversationQuiet(TurnInbox inbox, RunAnnouncer announcer, RunStore runs, ApprovalStore approvals, TimeProvider clock) =>
        (_inbox, _announcer, _runs, _approvals, _clock) = (inbox, announcer, runs, approvals, clock);

    public async Task WaitAsync(string channel, string conversationId, CancellationToken cancellationToken)
    {
        await _inbox.WhenAnsweredAsync(conversationId, cancellationToken);
        var origin = new Origin(channel, conversationId).ToString();
        while (!await IsAtRestAsync(origin, cancellationToken))
            await Task.Delay(Interval, _clock, cancellationToken);
        await _announcer.WhenShownAsync(cancellationToken);
    }

    private async Task<bool> IsAtRestAsync(string origin, CancellationToken cancellationToken)
    {
        foreach (var run in await _runs.ListAsync(new RunQuery { Origin = origin, UnfinishedOnly = true, Limit = 100 }, cancellationToken))
        {
            if (run.Status != RunStatus.WaitingForApproval
                || (await _approvals.ForRunAsync(run.Id, cancellationToken)).All(approval => approval.State != ApprovalState.Open))
            {
                return false;
            }
        }

        return true;
    }
}
