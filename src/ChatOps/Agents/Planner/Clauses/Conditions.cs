using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>Reads "if it is clean", "unless there are errors" and their like.</summary>
internal static class Conditions
{
    /// <summary>
    /// The condition of a clause and the items that are left without it. Null with fewer items left means that there is
    /// a condition which cannot be checked; <see cref="PlannedCondition.None"/> that there is none.
    /// </summary>
    public static (PlannedCondition? Condition, IReadOnlyList<Item> Remainder) Take(IReadOnlyList<Item> items)
    {
        var from = 0;
        while (from < items.Count && !items[from].IsAny(Concept.If, Concept.Unless))
            from++;
        if (from == items.Count)
            return (PlannedCondition.None, items);
        var to = from + 1;
        while (to < items.Count && !EndsAt(items, to))
            to++;
        var said = items.Skip(from).Take(to - from).ToArray();
        // "tell me when it runs next" asks for a time.
        if (said[0].Key is "when" && said.Any(item => item.Is(Concept.NextTime)))
            return (PlannedCondition.None, items);
        IReadOnlyList<Item> rest = [.. items.Take(from), .. said.Where(item => item.Named.Count > 0), .. items.Skip(to)];
        return (Read(said), rest);
    }

    private static bool EndsAt(IReadOnlyList<Item> items, int at) =>
        items[at].Named.Count == 0
        && (items[at].IsAny(Concept.Export, Concept.Profile, Concept.Validate, Concept.Migrate, Concept.Send)
            || (items[at].IsAny(Concept.Check, Concept.Generic) && !items[at].IsAny(Concept.Health) && !items[at - 1].IsAny(Concept.Article, Concept.If)))
        && !items[at - 1].Is(Concept.Article);

    private static PlannedCondition? Read(IReadOnlyList<Item> said)
    {
        var isClean = said.Any(item => item.Is(Concept.Health));
        var isDirty = said.Any(item => item.IsAny(Concept.ValidateTopic, Concept.AnomalyTopic) && !item.Text.StartsWith("valid", StringComparison.OrdinalIgnoreCase));
        if (isClean == isDirty && !isClean)
            return null;
        var turns = said.Count(item => item.Is(Concept.Not)) + said.Count(item => item.Is(Concept.Unless));
        var clean = isClean != (turns % 2 == 1);
        return isClean || isDirty ? clean ? PlannedCondition.Clean : PlannedCondition.Errors : null;
    }
}
