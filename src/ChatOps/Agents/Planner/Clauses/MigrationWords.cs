using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>Finds in a clause about a migration the words that say where it goes.</summary>
internal static class MigrationWords
{
    /// <summary>The clause with its target apart; a clause about something else as it is.</summary>
    public static Clause Apart(Clause clause)
    {
        var (from, to) = TargetOf(clause.Items);
        // "export demo to crm": into a database, so it is no export.
        if (!clause.IsMigration && clause.Actions.Contains(PlannedAction.Export) && from < to && LeadsToName(clause.Items, from, to) && !clause.Has(Concept.ExportTopic))
            clause = clause with { Actions = [.. clause.Actions.Select(action => action == PlannedAction.Export ? PlannedAction.Migrate : action)] };
        if (!clause.IsMigration)
            return clause;
        return clause with
        {
            Items = [.. clause.Items.Take(from), .. clause.Items.Skip(to)],
            Target = [.. clause.Items.Skip(from).Take(to - from).Where(item => !item.Is(Concept.Toward) || item.Named.Count > 0)],
            IsOfCleanRows = clause.Items.Index().Any(item => item.Item.Is(Concept.Health) && item.Item.Named.Count == 0 && IsOfRows(clause.Items, item.Index)),
        };
    }

    /// <summary>"the clean rows", "las filas limpias"; the "ok" that begins a sentence is about no row.</summary>
    private static bool IsOfRows(IReadOnlyList<Item> items, int at) =>
        (at + 1 < items.Count && items[at + 1].Is(Concept.Rows)) || (at > 0 && items[at - 1].Is(Concept.Rows));

    /// <summary>The stretch with the target's name and what leads to it; empty where there is none.</summary>
    private static (int From, int To) TargetOf(IReadOnlyList<Item> items)
    {
        for (var at = items.Count - 1; at >= 0; at--)
        {
            if (items[at].Is(Concept.Toward) && items[at].Named.Count == 0 && NameAfter(items, at) is { } end)
                return (at, end);
        }

        return Other(items) is { } other ? (other, other + 1) : (0, 0);
    }

    /// <summary>Behind the name that a word of direction leads to; null where no name follows.</summary>
    private static int? NameAfter(IReadOnlyList<Item> items, int at)
    {
        var name = at + 1;
        while (name < items.Count && items[name].Named.Count == 0 && items[name].IsAny(Concept.Article, Concept.Database, Concept.Toward))
            name++;
        if (name == items.Count)
            return null;
        if (items[name].Named.Count > 0)
            return name + 1;
        var end = name;
        while (end < items.Count && items[end].IsLeftover)
            end++;
        return end > name ? end : null;
    }

    /// <summary>Without a word of direction: of two names the one that is not said to be the source, unless they are a list.</summary>
    private static int? Other(IReadOnlyList<Item> items)
    {
        var names = Enumerable.Range(0, items.Count).Where(at => items[at].Named.Count > 0).ToArray();
        if (names.Length != 2)
            return null;
        if (IsSource(items, names[1]))
            return IsSource(items, names[0]) ? null : names[0];
        return items.Skip(names[0]).Take(names[1] - names[0]).Any(ClauseSplitter.IsSeparator) ? null : names[1];
    }

    private static bool IsSource(IReadOnlyList<Item> items, int at) =>
        items.Take(at).Reverse().TakeWhile(item => item.Named.Count == 0 && item.IsAny(Concept.From, Concept.Article, Concept.Database)).Any(item => item.Is(Concept.From));

    private static bool LeadsToName(IReadOnlyList<Item> items, int from, int to) =>
        items[from].Is(Concept.Toward) && items.Skip(from).Take(to - from).Any(item => item.Named.Count > 0);
}
