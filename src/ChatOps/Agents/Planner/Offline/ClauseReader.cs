using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Offline;

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
            var isBare = (clause.Condition != PlannedCondition.None || clause.HasStrangeCondition) && clause.Actions.Count == 0 && clause.Obstacle is null;
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
        return [.. clauses.Select(Settled)];
    }

    // Only an export and a migration can wait for the outcome of a validation; "check if it is clean" asks for the validation itself.
    private static Clause Settled(Clause clause)
    {
        if (clause.Condition == PlannedCondition.None || clause.Obstacle is not null || clause.Actions.Contains(PlannedAction.Export))
            return clause;
        // A migration waits for a clean validation anyway.
        if (clause.IsMigration)
            return clause.Condition == PlannedCondition.Clean ? clause : clause with { Obstacle = new Obstacle("A migration can wait for a validation without errors, and for no other outcome.") };
        return clause.Actions.All(action => action == PlannedAction.Validate)
            ? clause with { Actions = [PlannedAction.Validate], Condition = PlannedCondition.None }
            : clause with { Obstacle = new Obstacle("Only an export or a migration can depend on the outcome of a validation so far.") };
    }

    private static bool StartsWithSeparator(IReadOnlyList<IReadOnlyList<Item>> pieces, int at) =>
        ClauseSplitter.IsSeparator(pieces[at][0]) || (at > 0 && ClauseSplitter.IsSeparator(pieces[at - 1][^1])) || pieces[at][0].Text.StartsWith("and", StringComparison.OrdinalIgnoreCase);

    private static Clause Conditioned(Clause clause, Clause condition) => clause with
    {
        Condition = condition.Condition,
        HasStrangeCondition = condition.HasStrangeCondition,
        Items = [.. clause.Items, .. condition.Items.Where(item => item.Named.Count > 0)],
    };

    private static Clause Read(IReadOnlyList<Item> items)
    {
        for (var at = 0; at < Math.Min(2, items.Count); at++)
        {
            if (Hostility.Reason(items, at) is { } reason)
                return new Clause { Items = items, Obstacle = new Obstacle(reason, IsForbidden: true) };
        }

        var (condition, rest) = Conditions.Take(items);
        if (Limitations.Find(rest) is { } limit)
            return new Clause { Items = rest, Obstacle = limit, Actions = Intentions.Of(rest) };
        return MigrationWords.Apart(new Clause
        {
            Items = rest,
            Actions = Intentions.Of(rest),
            IsNegated = Intentions.IsNegated(rest),
            Condition = condition ?? PlannedCondition.None,
            HasStrangeCondition = condition is null && rest.Count < items.Count,
        });
    }
}
