using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Carries a person's answer to the approval desk and tells them what became of it.</summary>
internal sealed class Decisions(ApprovalDesk desk, ApprovalStore approvals, RunAccess access, PeopleDirectory people, RunAnnouncer announcer, Replies replies)
{
    /// <summary>Decides the request with this id. What the person may not see looks like what does not exist.</summary>
    /// <param name="hash">The plan hash that the person saw.</param>
    public async Task DecideAsync(Turn turn, Person person, string approvalId, string? hash, Verdict verdict, CancellationToken cancellationToken)
    {
        if (await approvals.FindAsync(approvalId, cancellationToken) is not { } request || await access.FindAsync(person, request.RunId, cancellationToken) is not { } run)
        {
            await replies.SayAsync(turn, "There is no such request for a decision. Nothing was changed. Say status to see what is open.", ["status"], cancellationToken);
            return;
        }

        var outcome = await desk.DecideAsync(
            new DecisionRequest
            {
                ApprovalId = approvalId,
                PlanHash = hash ?? "",
                Actor = person.ToActor(turn.SignedInAt),
                Verdict = verdict,
                Channel = turn.Channel,
            },
            cancellationToken);
        await announcer.AnnounceAsync(request.RunId, cancellationToken);
        // A press is answered by the card itself, which now shows who decided; a card in another conversation does not change.
        if (outcome is DecisionOutcome.Recorded && turn.Action is not null && Origin.Parse(run.Origin) == Origin.Of(turn))
            return;
        await replies.SayAsync(turn, Answer(outcome, run), [], cancellationToken);
    }

    private string Answer(DecisionOutcome outcome, Run run) => outcome switch
    {
        DecisionOutcome.Recorded { Request.State: ApprovalState.Approved } => "Approved. The run goes on.",
        DecisionOutcome.Recorded { Request.State: ApprovalState.Rejected } => "Rejected. Nothing of it runs.",
        DecisionOutcome.Recorded { Request: var request } => $"Noted. It still needs {ApprovalLines.Need(request)}.",
        DecisionOutcome.AlreadyDecided { Request: var request } => $"Nothing was changed: {Standing(request)}",
        DecisionOutcome.Refused refused => $"{refused.Reason} Nothing was changed. {WhoMay(refused.Request, run)}",
        DecisionOutcome.PlanChanged => "The plan is no longer the one you saw, so your answer was not counted. Look at the card again and decide on what it shows now.",
        _ => "There is no such request for a decision. Nothing was changed.",
    };

    /// <summary>So that nobody is sent away without knowing to whom.</summary>
    private string WhoMay(ApprovalRequest request, Run run)
    {
        var others = people.All
            .Where(person => person.Roles.HasFlag(Roles.Approver) && person.Id != request.RequestedBy && RunAccess.MaySee(person, run))
            .Select(person => person.Name)
            .ToList();
        return others.Count > 0
            ? $"Who may: {string.Join(", ", others)}."
            : "Nobody else may, as people are configured now: add a member with the role approver to the People section, or reject the plan.";
    }

    /// <summary>How a request stands, as the end of a sentence.</summary>
    public static string Standing(ApprovalRequest request) => request.State switch
    {
        ApprovalState.Open => "you have answered already, and other people still have to.",
        ApprovalState.Approved => $"it was approved by {Names(request, Verdict.Approve)}.",
        ApprovalState.Rejected => $"it was rejected by {Names(request, Verdict.Reject)}.",
        ApprovalState.Expired => "nobody decided in time, and the request has expired.",
        ApprovalState.Voided => request.Reason ?? "the plan was changed, and has a new card.",
        _ => "the run was cancelled before anybody decided.",
    };

    private static string Names(ApprovalRequest request, Verdict verdict) =>
        string.Join(" and ", request.Decisions.Where(decision => decision.Verdict == verdict).Select(decision => decision.PersonName));
}
