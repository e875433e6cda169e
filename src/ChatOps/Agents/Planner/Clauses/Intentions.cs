using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>Which actions the words of a clause ask for.</summary>
internal static class Intentions
{
    /// <summary>
    /// A verb that can mean one thing only decides; else the topic does ("check ... for outliers"); else a verb of
    /// looking means validation; else a question about a state does.
    /// </summary>
    public static IReadOnlyList<PlannedAction> Of(IReadOnlyList<Item> items)
    {
        var words = items.Where((item, at) => item.Named.Count == 0 && !item.Quoted && !IsLeftOut(items, at)).ToArray();
        var actions = new List<PlannedAction>();
        // "copy demo to csv" is an export.
        var toFiles = words.Any(word => word.Is(Concept.ExportTopic));
        foreach (var word in words)
        {
            if (Strong(word) is { } action && !actions.Contains(action) && !(toFiles && action == PlannedAction.Migrate))
                actions.Add(action);
        }

        if (actions.Count > 0)
            return Refined(actions, words);
        if (Topic(words) is { } topic)
            return [topic];
        if (words.Any(word => word.Is(Concept.Check)))
            return [PlannedAction.Validate];
        if (words.Any(word => word.Is(Concept.Health)) && words.Any(word => word.IsAny(Concept.Asking, Concept.If, Concept.Generic)))
            return [PlannedAction.Validate];
        return [];
    }

    /// <summary>The clause says not to do it.</summary>
    public static bool IsNegated(IReadOnlyList<Item> items)
    {
        var verb = items.TakeWhile(item => Strong(item) is null && !item.Is(Concept.Check)).Count();
        if (verb == items.Count)
            return false;
        return items.Skip(Math.Max(0, verb - 2)).Take(Math.Min(2, verb)).Any(item => item.IsAny(Concept.Not, Concept.Reject) && !item.IsAny(Concept.Approve));
    }

    // "without exporting", "but not reviews": named in order not to be done.
    private static bool IsLeftOut(IReadOnlyList<Item> items, int at) =>
        at > 0 && items[at - 1].Is(Concept.Except) && (Strong(items[at]) is not null || !items[at - 1].Is(Concept.Not));

    private static PlannedAction? Strong(Item word) =>
        word.Is(Concept.Export) ? PlannedAction.Export
        : word.Is(Concept.Validate) ? PlannedAction.Validate
        : word.Is(Concept.Profile) ? PlannedAction.Profile
        : word.Is(Concept.DryRun) ? PlannedAction.DryRun
        : word.Is(Concept.Migrate) ? PlannedAction.Migrate
        : null;

    private static PlannedAction? Topic(IReadOnlyList<Item> words)
    {
        if (words.Any(word => word.Is(Concept.AnomalyTopic)))
            return PlannedAction.Anomalies;
        if (words.Any(word => word.Is(Concept.ExportTopic)))
            return PlannedAction.Export;
        var validate = words.Any(word => word.IsAny(Concept.ValidateTopic, Concept.Duplicates, Concept.ForeignKeys));
        var profile = words.Any(word => word.Is(Concept.ProfileTopic));
        return validate ? PlannedAction.Validate : profile ? PlannedAction.Profile : null;
    }

    // "analyse demo for outliers" names a general verb and a topic that is more exact.
    private static List<PlannedAction> Refined(List<PlannedAction> actions, IReadOnlyList<Item> words)
    {
        if (actions is [PlannedAction.Profile] && words.Any(word => word.Is(Concept.AnomalyTopic)))
            return [PlannedAction.Anomalies];
        // "a dry run of the migration" migrates nothing.
        if (actions.Contains(PlannedAction.DryRun))
            actions.Remove(PlannedAction.Migrate);
        return actions;
    }
}
