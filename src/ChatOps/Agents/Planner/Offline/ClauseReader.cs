using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Says what each clause asks for, and joins a condition that stands alone with the clause it is about.</summary>
internal static class ClauseReader
{
    /// <param name="limit">What stands against a clause because it cannot be carried out; null for nothing.</param>
    public static IReadOnlyList<Clause> Read(IReadOnlyList<IReadOnlyList<Item>> pieces, Func<IReadOnlyList<Item>, Obstacle?> limit)
    {
        var clauses = new List<Clause>();
        Clause? waiting = null;
        for (var at = 0; at < pieces.Count; at++)
        {
            var clause = Read(pieces[at], limit);
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

    private static Clause Read(IReadOnlyList<Item> items, Func<IReadOnlyList<Item>, Obstacle?> limit)
    {
        if (Hostility.Find(items) is { } hostile)
            return new Clause { Items = items, Obstacle = new Obstacle(Hostility.Reason(items, hostile)!, IsForbidden: true) };

        var (condition, rest) = Conditions.Take(items);
        if (limit(rest) is { } stands)
            return new Clause { Items = rest, Obstacle = stands, Actions = Intentions.Of(rest) };
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
