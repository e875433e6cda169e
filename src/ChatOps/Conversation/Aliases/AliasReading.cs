using ChatOps.Agents.Planner;

namespace ChatOps.Conversation.Aliases;

/// <summary>A text with its aliases replaced, as the planner is to read it.</summary>
/// <param name="Notes">What was put in their place, each a sentence for the plan's card; empty where no alias was said.</param>
/// <param name="Used">The names of the aliases.</param>
/// <param name="Reply">What to answer at once instead of reading on; null to read on.</param>
internal sealed record AliasReading(string Text, IReadOnlyList<string> Notes, IReadOnlyList<string> Used, PlannerReply? Reply = null)
{
    /// <summary>The reply of a planner to the text, with what was put in the aliases' place. A decision is never taken from an alias: people say it themselves.</summary>
    public PlannerReply Complete(PlannerReply reply)
    {
        if (Notes.Count == 0)
            return reply;
        var note = string.Join(' ', Notes);
        return reply switch
        {
            PlannerReply.Execute execute => new PlannerReply.Execute(WithNotes(execute.Plan)),
            PlannerReply.Partial partial => partial with { Plan = WithNotes(partial.Plan) },
            PlannerReply.Clarify clarify => clarify with { Question = $"{note} {clarify.Question}" },
            PlannerReply.Refuse refuse => refuse with { Reason = $"{note} {refuse.Reason}" },
            PlannerReply.Unknown unknown => unknown with { Text = $"{note} {unknown.Text}" },
            PlannerReply.Command { Name: ConversationCommand.Approve or ConversationCommand.Reject } =>
                new PlannerReply.Refuse($"{note} A decision is taken in your own words only, not by an alias, so nothing was decided.", ["status"]),
            _ => reply,
        };
    }

    private Plan WithNotes(Plan plan) => plan with { Assumptions = [.. Notes, .. plan.Assumptions] };
}
