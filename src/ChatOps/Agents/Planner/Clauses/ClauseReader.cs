using ChatOps.Agents.Planner.Forbidden;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>Says what each clause asks for, and joins a condition that stands alone with the clause it is about.</summary>
internal static class ClauseReader
{
    public static IReadOnlyList<Clause> Read(IReadOnlyList<IReadOnlyList<Item>> pieces)
    {
        var clauses = new List<Clause>();
        Clause? waiting = null;
        for (var at = 0; at < pieces.Count; at++)
        {
            var clause = Read(pieces[at]);
            var isBare = (clause.Condition != PlannedCondition.None || clause.HasStrangeCondition) && clause.Actions.Count == 0 && clause.Obstacle is null && !AsksForMore(clause);
            if (isBare && clauses.Count > 0 && (!StartsWithSeparator(pieces, at) || at == pieces.Count - 1))
            {
                clauses[^1] = Conditioned(clauses[^1], clause);
            }
            else if (isBare)
            {
                waiting = clause;
            }
            else
            {
                clauses.Add(waiting is null ? clause : Conditioned(clause, waiting));
                waiting = null;
            }
        }

        // "tell me if demo is clean" is a question, not a condition.
        if (waiting is not null)
            clauses.Add(waiting.HasStrangeCondition ? waiting : waiting with { Actions = [PlannedAction.Validate], Condition = PlannedCondition.None });
        return clauses;
    }

    // "if there are errors e-mail me", "if it is clean run the real thing": more than a condition.
    private static bool AsksForMore(Clause clause) =>
        clause.Items.Any(item => !item.Quoted && item.Named.Count == 0 && item.IsAny(Concept.Send, Concept.Notify, Concept.Ticket, Concept.Backup, Concept.Real, Concept.Rollback))
        || clause.Items.Any(item => item.Job is not null);

    private static bool StartsWithSeparator(IReadOnlyList<IReadOnlyList<Item>> pieces, int at) =>
        ClauseSplitter.IsSeparator(pieces[at][0]) || (at > 0 && ClauseSplitter.IsSeparator(pieces[at - 1][^1])) || pieces[at][0].Text.StartsWith("and", StringComparison.OrdinalIgnoreCase);

    private static Clause Conditioned(Clause clause, Clause condition) => clause with
    {
        Condition = condition.Condition,
        HasStrangeCondition = condition.HasStrangeCondition,
        ConditionItems = condition.ConditionItems,
        Items = [.. clause.Items, .. condition.Items.Where(item => item.Named.Count > 0)],
    };

    private static Clause Read(IReadOnlyList<Item> items)
    {
        if (Hostility.Find(items) is { } hostile)
            return new Clause { Items = items, Obstacle = Hostility.Reason(items, hostile) };

        var (condition, rest) = Conditions.Take(items);
        return MigrationWords.Apart(new Clause
        {
            Items = rest,
            Actions = Intentions.Of(rest),
            IsNegated = Intentions.IsNegated(rest),
            Condition = condition ?? PlannedCondition.None,
            HasStrangeCondition = condition is null && rest.Count < items.Count,
            ConditionItems = [.. items.Except(rest)],
        });
    }
}
