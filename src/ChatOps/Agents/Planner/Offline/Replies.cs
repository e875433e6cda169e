using ChatOps.Agents.Planner.Plans;
using ChatOps.Agents.Planner.Reading;
using ChatOps.Agents.Planner.Spoken;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>
/// Makes a reply of what a request was read as: a plan of its operations, or a word of control, a question, a refusal.
/// What is understood and cannot be carried out is said as such, and never done by half.
/// </summary>
internal sealed class Replies(PlannerRequest request)
{
    public async Task<PlannerReply> OfAsync(Interpretation read, CancellationToken cancellationToken) => read.Outcome switch
    {
        InterpretationOutcome.Refuse => new PlannerReply.Refuse(read.Reason!, read.Choices),
        InterpretationOutcome.Clarify => Asked(read),
        InterpretationOutcome.Confirm => await GoingOnAsync(read, cancellationToken) is PlannerReply.Refuse refused ? refused : new PlannerReply.Confirm(read.Question!, read.Choices, read.Pending!),
        _ => await GoingOnAsync(read, cancellationToken),
    };

    private PlannerReply Asked(Interpretation read)
    {
        if (read.IsUnknown)
            return new PlannerReply.Unknown(read.Question!, Suggested);
        if (read.Control is { } control)
            return new PlannerReply.Command(control.Name, control.Argument);
        // Nothing runs, which the conversation says by itself.
        if (read.Understood is [{ Kind: OperationKind.Cancel, Job: null }] && read.Pending is null)
            return new PlannerReply.Command(ConversationCommand.Cancel, null);
        // No question is worth an answer whose request is refused then.
        if (read.Pending?.Slot == PendingSlot.Time)
            return Refused(read, Reach.Schedules);
        if (read.Understood.FirstOrDefault(operation => !Reach.Has(operation.Kind)) is { } missing)
            return Refused(read, Reach.Missing(missing.Kind));
        var choices = read.Choices.Take(Interpretation.MostOffered).ToArray();
        var rest = read.Choices.Count > choices.Length && read.Pending?.Slot is PendingSlot.Connection or PendingSlot.Target ? $" ({read.Choices.Count - choices.Length} more: say connections)" : "";
        return new PlannerReply.Clarify(read.Question + rest, choices, read.Pending);
    }

    private async Task<PlannerReply> GoingOnAsync(Interpretation read, CancellationToken cancellationToken)
    {
        if (read.Schedule is not null)
            return Refused(read, read.Operations.All(operation => Reach.Has(operation.Kind)) ? Reach.Schedules : Reach.Missing(read.Operations.First(operation => !Reach.Has(operation.Kind)).Kind));
        if (Word(read) is { } word)
            return word;
        if (read.Operations.Count == 0)
            return new PlannerReply.SmallTalk(read.Talk ?? "All right, nothing was started.", read.Choices.Count > 0 ? read.Choices : Suggested);
        return read.Operations is [{ Kind: OperationKind.Query } question] ? Answer(question, read) : await PlanAsync(read, cancellationToken);
    }

    /// <summary>What the conversation obeys by itself; null for work.</summary>
    private PlannerReply? Word(Interpretation read)
    {
        if (read.Operations.Count > 0 && read.Operations.All(operation => operation.Kind == OperationKind.History))
            return IsOfAnotherDay(read) ? Refused(read, Reach.RunsOfThePast) : new PlannerReply.Command(read.Control?.Name ?? ConversationCommand.Runs, read.Control?.Argument);
        if (read.Control is { } control)
            return new PlannerReply.Command(control.Name, control.Argument);
        return read.Operations switch
        {
            [{ Kind: OperationKind.Help }] => new PlannerReply.Command(ConversationCommand.Help, null),
            [{ Kind: OperationKind.Rollback } rollback] => new PlannerReply.Command(ConversationCommand.Undo, rollback.Run ?? rollback.Target),
            [{ Kind: OperationKind.Cancel, Run: { } run }] => new PlannerReply.Command(ConversationCommand.Cancel, run),
            [{ Kind: OperationKind.Cancel }, ..] when read.Operations.All(operation => operation is { Kind: OperationKind.Cancel, Run: not null }) =>
                new PlannerReply.Commands([.. read.Operations.Select(operation => new PlannerReply.Command(ConversationCommand.Cancel, operation.Run))]),
            [{ Kind: OperationKind.Decide } decision] => new PlannerReply.Command(decision.Status == "approved" ? ConversationCommand.Approve : ConversationCommand.Reject, decision.Run),
            _ => null,
        };
    }

    // The recent runs answer what ran today.
    private bool IsOfAnotherDay(Interpretation read) =>
        read.Window is { } window && window.From.UtcDateTime.Date < request.Catalog.Now.UtcDateTime.Date;

    private PlannerReply Answer(Operation question, Interpretation read)
    {
        if (question.Sql is null)
            return Refused(read, "I could not make one query of that; ask about the tables and columns of one connection, or say profile, which shows rows, nulls, distinct values and ranges of every column.");
        return QueryPlan.Of(question) is { } plan
            ? new PlannerReply.Execute(plan with { Operations = read.Operations, Request = read.Request, Assumptions = [.. plan.Assumptions, .. read.Assumptions] })
            : new PlannerReply.Refuse("The question holds braces, which a plan would take for a reference; ask it without them.", Suggested);
    }

    private async Task<PlannerReply> PlanAsync(Interpretation read, CancellationToken cancellationToken)
    {
        var sorted = await PlannableWork.OfAsync(read.Operations, request.Catalog, cancellationToken);
        if (sorted.Refusal is { } refusal)
            return new PlannerReply.Refuse(sorted.LeftOut.Count > 0 ? $"I understood: {Understood.Of(read)}. {refusal}" : refusal, InsteadOf(read));
        if (sorted.Work.Count == 0)
            return Refused(read, string.Join(' ', sorted.LeftOut));
        var plan = PlanBuilder.Build(sorted.Work, [.. read.Assumptions, .. sorted.Assumptions, .. read.Warnings], read.Request!) with { Operations = [.. read.Operations.Where(operation => operation.Kind != OperationKind.Verify)] };
        string[] reasons = [.. read.Outcome == InterpretationOutcome.Partial ? [read.Reason!] : Array.Empty<string>(), .. sorted.LeftOut];
        return reasons.Length == 0 ? new PlannerReply.Execute(plan) : new PlannerReply.Partial(plan, string.Join(' ', reasons));
    }

    private PlannerReply.Refuse Refused(Interpretation read, string reason) => new($"I understood: {Understood.Of(read)}. {reason}", InsteadOf(read));

    private IReadOnlyList<string> InsteadOf(Interpretation read) =>
        read.Operations.Concat(read.Understood).Select(operation => operation.Database ?? operation.Source).FirstOrDefault(name => name is not null) is { } name ? Suggestions.For(name)
        : read.Operations.All(operation => operation.Kind == OperationKind.History) ? ["runs"]
        : Suggested;

    private IReadOnlyList<string> Suggested => new Suggestions(request.Catalog, request.Memory).General;
}
