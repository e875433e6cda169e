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
            PlannerReply.Confirm confirm => confirm with { Question = $"{note} {confirm.Question}" },
            PlannerReply.Refuse refuse => refuse with { Reason = $"{note} {refuse.Reason}" },
            PlannerReply.Unknown unknown => unknown with { Text = $"{note} {unknown.Text}" },
            PlannerReply.Commands => Forbidden(note),
            PlannerReply.Command { Name: var command } when !MayStandFor(command) => Forbidden(note),
            _ => reply,
        };
    }

    private static PlannerReply.Refuse Forbidden(string note) =>
        new PlannerReply.Refuse($"{note} Decisions and other words of control are taken in your own words only, not by an alias, so nothing was done.", ["status"]);

    /// <summary>What only looks can be hidden behind a name; what decides, stops or starts something has no card that would show what the name stands for.</summary>
    public static bool MayStandFor(ConversationCommand command) => command is ConversationCommand.Status or ConversationCommand.Runs or ConversationCommand.Connections
        or ConversationCommand.Help or ConversationCommand.Why or ConversationCommand.Explain;

    private Plan WithNotes(Plan plan) => plan with { Assumptions = [.. Notes, .. plan.Assumptions] };
}
