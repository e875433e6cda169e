using System.Collections.Immutable;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>
/// Takes a word that mostly asks something of the bot ("tell", "let", "sag") as telling somebody else, where a person is named behind it:
/// "tell anna", "let anna know", "sag anna Bescheid", "dile a ana".
/// </summary>
internal static class TellSense
{
    // Words between the verb and "know".
    private const int Furthest = 6;

    private static readonly ImmutableHashSet<Concept> Telling = [Concept.Send, Concept.Notify];

    public static IReadOnlyList<Item> Settle(IReadOnlyList<Item> items)
    {
        var settled = items.ToArray();
        for (var at = 0; at < settled.Length; at++)
        {
            if (!IsVerb(settled, at) || Person(settled, at + 1) is not { } person)
                continue;
            settled[at] = settled[at] with { Concepts = Telling };
            for (int? next = person; next is { } found; next = NextPerson(settled, found))
                settled[found] = settled[found] with { Kind = TokenKind.Mention };
        }

        return [.. settled.Select(item => item.IsAny(Concept.Tell, Concept.LetKnow, Concept.Know) ? item with { Concepts = item.Concepts.Where(concept => concept is not (Concept.Tell or Concept.LetKnow or Concept.Know)).ToImmutableHashSet() } : item)];
    }

    private static bool IsVerb(Item[] items, int at) =>
        items[at] is { Named.Count: 0, Quoted: false }
        && (items[at].Is(Concept.Tell) || (items[at].Is(Concept.LetKnow) && items.Skip(at + 1).Take(Furthest).TakeWhile(item => !ClauseSplitter.IsCue(item)).Any(item => item.Is(Concept.Know))));

    private static int? Person(Item[] items, int at)
    {
        while (at < items.Length && items[at].IsAny(Concept.Article, Concept.Preposition, Concept.Toward))
            at++;
        return at < items.Length && items[at].IsLeftover ? at : null;
    }

    // "tell anna and bob"
    private static int? NextPerson(Item[] items, int at) =>
        at + 2 < items.Length && ClauseSplitter.IsSeparator(items[at + 1]) && items[at + 2].IsLeftover && (at + 3 == items.Length || ClauseSplitter.IsSeparator(items[at + 3]) || items[at + 3].Is(Concept.Know)) ? at + 2 : null;
}
