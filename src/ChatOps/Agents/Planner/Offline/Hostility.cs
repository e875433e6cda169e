using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Recognises what is never done for a sentence in chat: ad-hoc changes, secrets, privileges, getting round a decision.</summary>
internal static class Hostility
{
    private const int Reach = 5;

    /// <summary>A request of that kind begins at this item.</summary>
    public static bool StartsAt(IReadOnlyList<Item> items, int at) => Reason(items, at) is not null;

    /// <summary>Why it is refused, or null when nothing of that kind begins here.</summary>
    public static string? Reason(IReadOnlyList<Item> items, int at)
    {
        var item = items[at];
        if (item.Named.Count > 0 || NamesTable(items, at) || IsNegated(items, at))
            return null;
        if (item.Is(Concept.Bypass) || (item.Is(Concept.Override) && RuleFollows(items, at)))
            return "Policies and approvals cannot be skipped, changed or given by a sentence in chat; a person who may decide presses Approve or writes it.";
        if (item.Is(Concept.Secret))
            return "I never show passwords, keys or how a connection is reached; I do not hand them out to anybody.";
        if (item.Is(Concept.Privilege))
            return "Roles and access are given by an administrator in the configuration, not in chat.";
        return item.Is(Concept.Destroy)
            ? "I do not change or delete data or tables on a sentence in chat; I only read what you ask me to check."
            : null;
    }

    private static bool RuleFollows(IReadOnlyList<Item> items, int at)
    {
        for (var next = at + 1; next < items.Count && next <= at + Reach && items[next].Kind != TokenKind.Punctuation; next++)
        {
            if (items[next].Is(Concept.Rule))
                return !NamesTable(items, next);
        }

        return false;
    }

    private static bool NamesTable(IReadOnlyList<Item> items, int at) =>
        at + 1 < items.Count && items[at + 1].Is(Concept.Table) && !items[at].IsAny(Concept.Destroy, Concept.Secret, Concept.Override);

    // "without deleting anything", "don't drop": a promise asked for, not a deed. "do not ask for approval" stays one.
    private static bool IsNegated(IReadOnlyList<Item> items, int at) =>
        items[at].Is(Concept.Destroy) && at > 0 && items[at - 1].Is(Concept.Not);
}
