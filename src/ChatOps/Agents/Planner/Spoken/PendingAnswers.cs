using System.Globalization;
using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Forbidden;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Spoken;

/// <summary>What an answer to a question came to: a reading at once, or the waiting request with one thing more known.</summary>
internal sealed record PendingAnswer(Interpretation? Read, PlannerRequest? Request);

/// <summary>Reads answers to the question that was asked last.</summary>
internal static class PendingAnswers
{
    private static readonly Concept[] Ordinals = [Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth];

    /// <summary>The answer, or null when the text is not one: a new request overtakes the question.</summary>
    public static PendingAnswer? Read(PendingRequest pending, PlannerRequest request)
    {
        var text = request.Text;
        var items = new Tagger(Lexicon.Default, request.Catalog.Connections).Tag(text);
        var words = items.Where(item => item.IsSpoken).ToArray();
        request = request with { Memory = request.Memory with { Pending = null } };
        if (Chosen(text, words, pending) is { } chosen && pending.Slot != PendingSlot.Confirmation)
            return Resolve(pending, chosen, request);
        // An id names its run or none: the nearest of those offered may be somebody else's.
        if (pending.Slot == PendingSlot.Run && RunReference.Written(text, items) is [var run] && CommandReader.Read(text, items, request) is null && !words.Any(item => item.Is(Concept.Cancel)))
            return Resolve(pending, run.Id, request);
        if (IsAll(words, Concept.Dismiss) || IsAll(words, Concept.Neither) || IsAll(words, Concept.Reject))
            return Dropped;
        if (words.Length > 0 && words.All(item => item.IsAny(Concept.Approve, Concept.Filler)) && words.Any(item => item.Is(Concept.Approve)) && !words.Any(item => item.Named.Count > 0))
            return Agreed(words, pending, request);
        if (pending.Slot == PendingSlot.Confirmation)
            return Names(words, pending) ? Resolve(pending, text, request) : null;
        var asks = Intentions.Of(NameSense.Settle(items, request.Catalog.Connections)).Count > 0;
        if (pending is { Slot: PendingSlot.Action, Mention: { } connection } && asks && !words.Any(item => item.Named.Count > 0))
            return new PendingAnswer(null, request with { Resolved = [new Resolution(PendingSlot.Connection, null, connection)] });
        if (asks || CommandReader.Read(text, items, request) is not null || words.Any(item => item.Kind != TokenKind.Word) || Enumerable.Range(0, items.Count).Any(at => Hostility.StartsAt(items, at)))
            return null;
        return pending.Slot switch
        {
            PendingSlot.Connection or PendingSlot.Target => Connection(text, items, pending, request),
            PendingSlot.Table => Resolve(pending, Mention.Find(text, items) is [var table, ..] ? table.Text : text, request),
            PendingSlot.Run => Nearest(text, items, pending, request),
            _ => null,
        };
    }

    private static PendingAnswer Dropped => new(new Interpretation { Outcome = InterpretationOutcome.Execute, Control = new Control(ConversationCommand.Dismiss, null) }, null);

    private static PendingAnswer? Agreed(IReadOnlyList<Item> words, PendingRequest pending, PlannerRequest request)
    {
        if (words.Any(item => item.Key is "approve" or "approved" or "genehmigen" or "aprobar"))
            return null; // the explicit word is about an approval request, never about a name
        return pending.Slot == PendingSlot.Confirmation ? Resolve(pending, "yes", request)
            : pending.Choices is [var only] ? Resolve(pending, only, request)
            : Asked("Which one? Say its name or its number.", pending.Choices, pending);
    }

    // "Did you mean sales-eu?" "sales-eu"
    private static bool Names(IReadOnlyList<Item> words, PendingRequest pending) =>
        words.Any(item => item.Named.Count > 0) && words.All(item => IsLight(item) || item.Named.Any(connection => pending.Planned.Any(operation => connection.Name == operation.Source || connection.Name == operation.Target)));

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
            return Resolve(pending, connection.Name, request);
        var ask = choice as ConnectionChoice.Ask ?? resolver.Unknown(text);
        return Asked(ask.Question, ask.Choices, pending);
    }

    private static PendingAnswer Nearest(string text, IReadOnlyList<Item> items, PendingRequest pending, PlannerRequest request)
    {
        var named = Mention.Find(text, items) is [var mention, ..] ? mention.Text : text;
        if (NameMatch.Winner(NameMatch.Rank(named, pending.Choices.Select(choice => (choice, choice)))) is { } winner)
            return Resolve(pending, winner.Name, request);
        return Asked($"\"{ConnectionResolver.Shown(named)}\" is none of them. Which one do you mean?", pending.Choices, pending);
    }

    private static PendingAnswer Asked(string question, IReadOnlyList<string> choices, PendingRequest pending) =>
        new(new Interpretation { Outcome = InterpretationOutcome.Clarify, Question = question, Choices = choices, Pending = pending with { Choices = choices } }, null);

    private static PendingAnswer Resolve(PendingRequest pending, string value, PlannerRequest request) => pending.Slot switch
    {
        PendingSlot.Action => new PendingAnswer(null, request with { Text = value, Resolved = [] }),
        PendingSlot.Run => new PendingAnswer(new Interpretation { Outcome = InterpretationOutcome.Execute, Operations = [new Operation(OperationKind.Cancel) { Run = value }] }, null),
        PendingSlot.Confirmation => new PendingAnswer(null, request with { Text = pending.Text, Resolved = pending.Resolved, Confirmed = pending.Planned }),
        _ => new PendingAnswer(null, request with { Text = pending.Text, Resolved = [.. pending.Resolved, new Resolution(pending.Slot, pending.Mention, value)] }),
    };

    private static bool IsAll(IReadOnlyList<Item> words, Concept concept) =>
        words.Any(item => item.Is(concept)) && words.All(item => item.Is(concept) || IsLight(item) || item.IsAny(Concept.Reject, Concept.Dismiss));

    private static bool IsLight(Item item) =>
        item.Named.Count == 0 && item.IsAny(Concept.Filler, Concept.Article, Concept.Pronoun, Concept.Preposition, Concept.Database, Concept.Table, Concept.Generic, Concept.Thanks, Concept.Run)
        && !item.IsAny(Concept.First, Concept.Second, Concept.Third, Concept.Fourth, Concept.Fifth, Concept.Last);
}
