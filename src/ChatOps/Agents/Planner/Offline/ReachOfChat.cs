using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Planner.Reading;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>
/// Holds a reply of the chat against what the request was read as: where that says more than the chat can carry out, it
/// says so instead of doing less than was asked.
/// </summary>
internal sealed class ReachOfChat(PlannerRequest request)
{
    private static readonly OperationKind[] Plannable =
    [
        OperationKind.Validate, OperationKind.Profile, OperationKind.Anomalies, OperationKind.Export, OperationKind.Migrate, OperationKind.MigrateDryRun, OperationKind.Verify,
    ];

    public PlannerReply Held(PlannerReply reply, Interpretation read)
    {
        if (Answer(reply, read) is { } answer)
            return answer;
        if (read.Outcome is not (InterpretationOutcome.Execute or InterpretationOutcome.Partial) || read.Operations.Count == 0)
            return reply;
        return reply switch
        {
            PlannerReply.Execute or PlannerReply.Partial when read.Schedule is not null =>
                Refused(read, "I cannot put requests on a schedule yet; I can run them now."),
            PlannerReply.Refuse refuse when Limitations.Tells(refuse.Reason) && IsBeyond(read) => refuse with { Reason = $"I understood: {Understood.Of(read)}. {refuse.Reason}" },
            PlannerReply.Unknown when read.Operations.Any(operation => operation.Kind is not (OperationKind.Help or OperationKind.Query or OperationKind.History)) && IsBeyond(read) =>
                Refused(read, "That is not available here yet, so nothing was started."),
            PlannerReply.Command { Name: ConversationCommand.Runs } when IsOfAnotherDay(read) =>
                Refused(read, "I cannot pick runs by time or outcome yet; I can list the recent ones.", "runs"),
            _ => reply,
        };
    }

    // A question about data is answered by one query; what is not understood of it is said in the reader's own words.
    private static PlannerReply? Answer(PlannerReply reply, Interpretation read)
    {
        if (reply is not (PlannerReply.Unknown or PlannerReply.Clarify { Understood.Slot: PendingSlot.Action }) && !(reply is PlannerReply.Refuse refuse && Limitations.Tells(refuse.Reason)))
            return null;
        if (read is { Outcome: InterpretationOutcome.Execute, Schedule: null, Operations: [{ Kind: OperationKind.Query, Sql: not null } question] })
            return QueryPlan.Of(question) is { } plan ? new PlannerReply.Execute(plan) : null;
        return reply is PlannerReply.Refuse && read is { Outcome: InterpretationOutcome.Clarify, Question: { } asked, Understood: [{ Kind: OperationKind.Query }] }
            ? new PlannerReply.Refuse(asked, read.Choices)
            : null;
    }

    private PlannerReply.Refuse Refused(Interpretation read, string reason, params IReadOnlyList<string> suggestions) =>
        new($"I understood: {Understood.Of(read)}. {reason}", suggestions.Count > 0 ? suggestions : new Suggestions(request.Catalog, request.Memory).General);

    private static bool IsBeyond(Interpretation read) =>
        read.Schedule is not null || read.Operations.Any(operation => !Plannable.Contains(operation.Kind));

    // The recent runs answer what ran today.
    private bool IsOfAnotherDay(Interpretation read) =>
        read.Window is { } window && window.From.UtcDateTime.Date < request.Catalog.Now.UtcDateTime.Date;
}
