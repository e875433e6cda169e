using System.Globalization;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>What an answer to a question came to: a reply at once, or the waiting request with one thing more known.</summary>
/// <param name="About">The connection the text is about although it does not name it; else null.</param>
internal sealed record PendingAnswer(PlannerReply? Reply, string? Text, IReadOnlyList<Resolution> Resolved, string? About = null);

/// <summary>Reads answers to the question that was asked last.</summary>
internal static class PendingAnswers
{
    private static readonly Concept[] Ordinals = [Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth];

    /// <summary>The answer, or null when the text is not one: a new request overtakes the question.</summary>
    public static PendingAnswer? Read(string text, IReadOnlyList<Item> items, PendingRequest pending, PlannerRequest request)
    {
        var words = items.Where(item => item.IsSpoken).ToArray();
        if (Chosen(text, words, pending) is { } chosen)
            return Resolve(pending, chosen);
        // An id names its run or none: the nearest of those offered may be somebody else's.
        if (pending.Slot == PendingSlot.Run && RunReference.Written(text, items) is [var id] && CommandReader.Read(text, items, request) is null)
            return Resolve(pending, id);
        if (IsAll(words, Concept.Dismiss) || IsAll(words, Concept.Neither) || IsAll(words, Concept.Reject))
            return new PendingAnswer(new PlannerReply.Command(ConversationCommand.Dismiss, null), null, []);
        if (words.Length > 0 && words.All(item => item.IsAny(Concept.Approve, Concept.Filler)) && words.Any(item => item.Is(Concept.Approve)) && !words.Any(item => item.Named.Count > 0))
            return Agreed(words, pending);
        var asks = Intentions.Of(NameSense.Settle(items, request.Catalog.Connections)).Count > 0;
        if (pending is { Slot: PendingSlot.Action, Mention: { } connection } && asks && !words.Any(item => item.Named.Count > 0))
            return new PendingAnswer(null, text, [], connection);
        if (asks || CommandReader.Read(text, items, request) is not null || words.Any(item => item.Kind != TokenKind.Word) || Enumerable.Range(0, items.Count).Any(at => Hostility.StartsAt(items, at)))
            return null;
        return pending.Slot switch
        {
            PendingSlot.Connection or PendingSlot.Target => Connection(text, items, pending, request),
            PendingSlot.Table => Resolve(pending, Mention.Find(text, items) is [var table, ..] ? table.Text : text),
            PendingSlot.Run => Nearest(text, items, pending),
            _ => null,
        };
    }

    private static PendingAnswer? Agreed(IReadOnlyList<Item> words, PendingRequest pending)
    {
        if (words.Any(item => item.Key is "approve" or "approved" or "genehmigen" or "aprobar"))
            return null; // the explicit word is about an approval request, never about a name
        return pending.Choices is [var only]
            ? Resolve(pending, only)
            : new PendingAnswer(new PlannerReply.Clarify("Which one? Say its name or its number.", pending.Choices, pending), null, []);
    }

    private static string? Chosen(string text, IReadOnlyList<Item> words, PendingRequest pending)
    {
        var key = WordKey.Of(text);
        if (pending.Choices.FirstOrDefault(choice => WordKey.Of(choice) == key && key.Length > 0) is { } named)
            return named;
        var telling = words.Where(item => !IsLight(item)).ToArray();
        if (telling is not [var one])
            return telling.Length == 0 && words.Any(item => item.Is(Concept.Last)) && pending.Choices.Count > 0 ? pending.Choices[^1] : null;
        var place = int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : Array.FindIndex(Ordinals, one.Is);
        if (one.Is(Concept.Last) && place < 0)
            place = pending.Choices.Count - 1;
        return one.Named.Count == 0 && place >= 0 && place < pending.Choices.Count ? pending.Choices[place] : null;
    }

    private static PendingAnswer Connection(string text, IReadOnlyList<Item> items, PendingRequest pending, PlannerRequest request)
    {
        var resolver = new ConnectionResolver(request.Catalog.Connections, []);
        var choice = resolver.Resolve(text, items);
        if (choice is ConnectionChoice.Found { Connections: [var connection, ..] })
            return Resolve(pending, connection.Name);
        var ask = choice as ConnectionChoice.Ask ?? resolver.Unknown(text);
        return new PendingAnswer(new PlannerReply.Clarify(ask.Question, ask.Choices, pending with { Choices = ask.Choices }), null, []);
    }

    private static PendingAnswer Nearest(string text, IReadOnlyList<Item> items, PendingRequest pending)
    {
        var named = Mention.Find(text, items) is [var mention, ..] ? mention.Text : text;
        if (NameMatch.Winner(NameMatch.Rank(named, pending.Choices.Select(choice => (choice, choice)))) is { } winner)
            return Resolve(pending, winner.Name);
        return new PendingAnswer(new PlannerReply.Clarify($"\"{ConnectionResolver.Shown(named)}\" is none of them. Which one do you mean?", pending.Choices, pending), null, []);
    }

    private static PendingAnswer Resolve(PendingRequest pending, string value) => pending.Slot switch
    {
        PendingSlot.Action => new PendingAnswer(null, value, []),
        PendingSlot.Run => new PendingAnswer(new PlannerReply.Command(ConversationCommand.Cancel, value), null, []),
        _ => new PendingAnswer(null, pending.Text, [.. pending.Resolved, new Resolution(pending.Slot, pending.Mention, value)]),
    };

    private static bool IsAll(IReadOnlyList<Item> words, Concept concept) =>
        words.Any(item => item.Is(concept)) && words.All(item => item.Is(concept) || IsLight(item) || item.IsAny(Concept.Reject, Concept.Dismiss));

    private static bool IsLight(Item item) =>
        item.Named.Count == 0 && item.IsAny(Concept.Filler, Concept.Article, Concept.Pronoun, Concept.Preposition, Concept.Database, Concept.Table, Concept.Generic, Concept.Thanks, Concept.Run)
        && !item.IsAny(Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth, Concept.Last);
}
