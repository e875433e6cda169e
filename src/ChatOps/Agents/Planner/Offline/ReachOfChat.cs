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
        if (read.Outcome is not (InterpretationOutcome.Execute or InterpretationOutcome.Partial) || read.Operations.Count == 0)
            return reply;
        return reply switch
        {
            PlannerReply.Execute or PlannerReply.Partial when read.Schedule is not null =>
                Refused(read, "I cannot put requests on a schedule yet; I can run them now."),
            PlannerReply.Refuse refuse when refuse.Reason.Contains(" yet", StringComparison.Ordinal) && IsBeyond(read) => refuse with { Reason = $"I understood: {Understood.Of(read)}. {refuse.Reason}" },
            PlannerReply.Unknown when read.Operations.Any(operation => operation.Kind is not (OperationKind.Help or OperationKind.Query or OperationKind.History)) && IsBeyond(read) =>
                Refused(read, "That is not available here yet, so nothing was started."),
            PlannerReply.Command { Name: ConversationCommand.Runs } when IsOfAnotherDay(read) =>
                Refused(read, "I cannot pick runs by time or outcome yet; I can list the recent ones.", "runs"),
            _ => reply,
        };
    }

    private PlannerReply.Refuse Refused(Interpretation read, string reason, params IReadOnlyList<string> suggestions) =>
        new($"I understood: {Understood.Of(read)}. {reason}", suggestions.Count > 0 ? suggestions : new Suggestions(request.Catalog, request.Memory).General);

    private static bool IsBeyond(Interpretation read) =>
        read.Schedule is not null || read.Operations.Any(operation => !Plannable.Contains(operation.Kind));

    // The recent runs answer what ran today.
    private bool IsOfAnotherDay(Interpretation read) =>
        read.Window is { } window && window.From.UtcDateTime.Date < request.Catalog.Now.UtcDateTime.Date;
}
