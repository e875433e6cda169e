using ChatOps.People;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Who may see a run: whoever may see every connection it is about.</summary>
public sealed class RunAccess
{
    private readonly ConversationStore _store;
    private readonly RunStore _runs;

    internal RunAccess(ConversationStore store, RunStore runs) => (_store, _runs) = (store, runs);

    public async Task<bool> MaySeeAsync(Person person, string runId, CancellationToken cancellationToken) =>
        await _store.FindProposalAsync(runId, cancellationToken) is { } proposal
            ? proposal.Connections.All(person.MaySee)
            : await _runs.FindAsync(runId, cancellationToken) is { } run && run.RequestedBy == person.Id;
}
