using System.Collections.Immutable;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>
/// Decides for every word that is both a connection's name and an ordinary word ("export", "check", "data") which of
/// the two it is here, so that the rest of the reading need not care.
/// </summary>
internal static class NameSense
{
    private static readonly Concept[] Verbs = [Concept.Validate, Concept.Check, Concept.Profile, Concept.Export, Concept.Migrate];

    public static IReadOnlyList<Item> Settle(IReadOnlyList<Item> items, IReadOnlyList<CatalogConnection> connections)
    {
        var settled = items.ToArray();
        for (var at = 0; at < settled.Length; at++)
        {
            if (IsAmbiguous(settled[at]) && IsSurelyName(settled, at))
                settled[at] = AsName(settled[at]);
        }

        if (!settled.Any(IsName) && MostLikelyName(settled) is { } likely)
            settled[likely] = AsName(settled[likely]);
        for (var at = 0; at < settled.Length; at++)
        {
            if (IsAmbiguous(settled[at]))
                settled[at] = IsListedName(settled, at) ? AsName(settled[at]) : settled[at] with { Named = [] };
        }

        return Uncorrected(settled, connections);
    }

    private static bool IsAmbiguous(Item item) => item.Named.Count > 0 && item.Concepts.Count > 0;

    private static bool IsName(Item item) => item.Named.Count > 0 && item.Concepts.Count == 0;

    private static Item AsName(Item item) => item with { Concepts = ImmutableHashSet<Concept>.Empty };

    private static bool IsSurelyName(Item[] items, int at) =>
        items[at].Quoted
        || (at + 1 < items.Length && items[at + 1].Is(Concept.Database) && !items[at + 1].Is(Concept.Connections))
        || (at > 0 && items[at - 1].Is(Concept.Database))
        || IsDestination(items, at)
        || (IsVerb(items[at]) && at > 0 && IsVerb(items[at - 1]) && (at + 1 == items.Length || ClauseSplitter.IsSeparator(items[at + 1])));

    // "migrate demo to copy"; in "I want to copy" nothing is migrated before.
    private static bool IsDestination(Item[] items, int at) =>
        at > 1 && items[at - 1].Is(Concept.Toward) && (at + 1 == items.Length || ClauseSplitter.IsSeparator(items[at + 1])) && items.Take(at - 1).Any(item => item.Is(Concept.Migrate) && item.Named.Count == 0);

    private static bool IsVerb(Item item) => item.Named.Count == 0 ? item.IsAny(Verbs) : item.Concepts.Count > 0 && item.IsAny(Verbs);

    // The one whose loss leaves a request behind, best after "in" or "of", else the last.
    private static int? MostLikelyName(Item[] items)
    {
        int? best = null;
        var bestScore = 0;
        for (var at = 0; at < items.Length; at++)
        {
            if (!IsAmbiguous(items[at]) || !LeavesARequest(items, at))
                continue;
            var before = at > 0 ? items[at - 1] : null;
            var score = 1 + at + (before is not null && before.Is(Concept.Preposition) ? 2 * items.Length : 0) + (before is not null && before.IsAny(Verbs) ? items.Length : 0);
            if (score > bestScore)
                (best, bestScore) = (at, score);
        }

        return best;
    }

    private static bool LeavesARequest(Item[] items, int at)
    {
        var others = items.Where((_, index) => index != at).Select(item => item with { Named = [] }).ToArray();
        if (at > 0 && items[at - 1].Is(Concept.Preposition) && others.Any(item => item.Is(Concept.Same)))
            return true; // "the same for export"
        return Intentions.Of(others).Count > 0 && !others.Any(item => item.IsLeftover);
    }

    // "export demo and test": a bare word after a name and a conjunction is the next name of the list.
    private static bool IsListedName(Item[] items, int at)
    {
        if (at + 1 < items.Length && !ClauseSplitter.IsSeparator(items[at + 1]))
            return false;
        var before = at - 1;
        while (before >= 0 && ClauseSplitter.IsSeparator(items[before]))
            before--;
        return before >= 0 && before < at - 1 && IsName(items[before]);
    }

    // "validate exprt" with a connection "expert": where another word says what to do, the slip was in the name.
    private static Item[] Uncorrected(Item[] items, IReadOnlyList<CatalogConnection> connections)
    {
        if (items.Any(IsName))
            return items;
        for (var at = 0; at < items.Length; at++)
        {
            if (items[at].ReadAs is null)
                continue;
            var others = items.Where((_, index) => index != at).ToArray();
            if (Intentions.Of(others).Count > 0 && NameMatch.Rank(items[at].Text, ConnectionNames.Of(connections)) is [{ IsTakeable: true }, ..])
                items[at] = items[at] with { ReadAs = null, Concepts = ImmutableHashSet<Concept>.Empty };
        }

        return items;
    }
}
