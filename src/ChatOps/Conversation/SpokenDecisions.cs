using ChatOps.Agents.Planner;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>
/// Approve and reject as words. A word decides only on a plan whose card this conversation has shown; any other plan is
/// shown first.
/// </summary>
internal sealed class SpokenDecisions(
    Decisions decisions, RunCards cards, RunAccess access, ApprovalStore approvals, RunStore runs, ConversationStore store, Replies replies)
{
    private const int MostOffered = 5;

    public async Task DecideAsync(Turn turn, Person person, string? runId, Verdict verdict, ConversationMemory memory, CancellationToken cancellationToken)
    {
        var word = verdict == Verdict.Approve ? "approve" : "reject";
        var open = await CandidatesAsync(turn, person, runId, cancellationToken);
        if (open is [var request])
            await DecideAsync(turn, person, request, word, verdict, cancellationToken);
        else if (open.Count > 1)
            await replies.SayAsync(turn, $"Which one do you want to {word}?", [.. open.Take(MostOffered).Select(candidate => $"{word} {candidate.RunId}")], cancellationToken);
        else
            await SayNothingWaitsAsync(turn, person, runId ?? memory.LastRunId, runId is not null, cancellationToken);
    }

    /// <summary>Open requests of other conversations that this person may see, newest first.</summary>
    public async Task<IReadOnlyList<ApprovalRequest>> ElsewhereAsync(Person person, CancellationToken cancellationToken)
    {
        var visible = new List<ApprovalRequest>();
        foreach (var request in await approvals.OpenAsync(cancellationToken))
        {
            if (await access.MaySeeAsync(person, request.RunId, cancellationToken))
                visible.Add(request);
        }

        return [.. visible.OrderByDescending(request => request.CreatedAt)];
    }

    private async Task<IReadOnlyList<ApprovalRequest>> CandidatesAsync(Turn turn, Person person, string? runId, CancellationToken cancellationToken)
    {
        if (runId is not null)
        {
            return await access.MaySeeAsync(person, runId, cancellationToken)
                ? [.. (await approvals.ForRunAsync(runId, cancellationToken)).Where(request => request.State == ApprovalState.Open)]
                : [];
        }

        var here = (await runs.ListAsync(new RunQuery { Origin = Origin.Of(turn).ToString(), UnfinishedOnly = true, Limit = 50 }, cancellationToken)).Select(run => run.Id).ToHashSet();
        var all = await ElsewhereAsync(person, cancellationToken);
        return all.Where(request => here.Contains(request.RunId)).ToList() is { Count: > 0 } own ? own : all;
    }

    private async Task DecideAsync(Turn turn, Person person, ApprovalRequest request, string word, Verdict verdict, CancellationToken cancellationToken)
    {
        if (await store.ShownHashAsync(request.RunId, turn.ConversationId, cancellationToken) is { } seen)
        {
            await decisions.DecideAsync(turn, person, request.Id, seen, verdict, cancellationToken);
        }
        else if (await cards.DrawAsync(request.RunId, cancellationToken) is { } drawn)
        {
            // Nobody decides on what they have not seen: the word counts once the card has been shown here.
            await replies.ShowAsync(turn, drawn.Card, [$"{word} {request.RunId}"], cancellationToken);
            await cards.RememberShownAsync(drawn, turn.ConversationId, cancellationToken);
        }
    }

    private async Task SayNothingWaitsAsync(Turn turn, Person person, string? runId, bool isNamed, CancellationToken cancellationToken)
    {
        var run = runId is null ? null : await access.FindAsync(person, runId, cancellationToken);
        var last = run is null ? null : (await approvals.ForRunAsync(run.Id, cancellationToken)).LastOrDefault();
        var text = (run, last) switch
        {
            (not null, not null) => $"Nothing was changed: {Decisions.Standing(last)}",
            (not null, null) when isNamed => $"Run {run.Id} is not waiting for a decision, so nothing was changed.",
            (null, _) when isNamed => $"I know no run {runId}. Nothing was changed.",
            _ => "Nothing here is waiting for a decision, so nothing was changed.",
        };
        await replies.SayAsync(turn, text, ["status"], cancellationToken);
    }
}
