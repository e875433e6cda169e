namespace ChatOps.Agents.Planner;

/// <summary>Adds a sentence that a person should know to a reply, where that reply has a place for it.</summary>
internal static class ReplyNotes
{
    public static PlannerReply With(PlannerReply reply, string note) => reply switch
    {
        PlannerReply.Execute execute => new PlannerReply.Execute(execute.Plan with { Assumptions = [.. execute.Plan.Assumptions, note] }),
        PlannerReply.Partial partial => partial with { Reason = $"{partial.Reason} {note}" },
        PlannerReply.Refuse refuse => refuse with { Reason = $"{refuse.Reason} {note}" },
        PlannerReply.Clarify clarify => clarify with { Question = $"{note} {clarify.Question}" },
        PlannerReply.Unknown unknown => unknown with { Text = $"{note} {unknown.Text}" },
        _ => reply,
    };
}
