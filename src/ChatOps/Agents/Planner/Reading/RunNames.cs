using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Spoken;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Finds the runs that a text names.</summary>
internal static class RunNames
{
    /// <summary>The ids in the order in which they stand: known ones however they are joined, and what is written like one.</summary>
    public static IReadOnlyList<string> Find(string text, IReadOnlyList<Item> items, ConversationMemory memory) =>
        [.. Places(text, items, memory).Select(place => place.Id).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Each with the offset at which it begins.</summary>
    public static IReadOnlyList<(string Id, int Start)> Places(string text, IReadOnlyList<Item> items, ConversationMemory memory)
    {
        var known = memory.RunsInFlight.Select(run => run.Id)
            .Concat(memory.LastOperations.Select(operation => operation.Run).OfType<string>())
            .Concat(memory.OpenDecisions.Select(decision => decision.Id))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var tokens = Tokenizer.Split(text);
        var found = RunReference.Written(text, items).ToList();
        // "ejecución 42", "Lauf 42"
        for (var at = 1; at < items.Count; at++)
        {
            if (items[at - 1].Is(Concept.Run) && items[at].Kind == TokenKind.Word && items[at].Key.All(char.IsDigit) && items[at - 1].Key != "run" && known.FirstOrDefault(id => Tokenizer.Split(id)[^1].Key == items[at].Key) is { } id)
                found.Add((id, items[at].Start));
        }

        for (var at = 0; at < tokens.Count; at++)
        {
            if (found.Exists(place => place.Start <= tokens[at].Start && tokens[at].Start < place.Start + place.Id.Length))
                continue;
            if (known.FirstOrDefault(id => StandsAt(tokens, at, Tokenizer.Split(id))) is { } id)
                found.Add((id, tokens[at].Start));
            else if (at + 1 < tokens.Count && tokens[at].Key is "run" or "mig" or "req" && tokens[at + 1].Start - tokens[at].End == 1 && tokens[at + 1].Key.All(char.IsDigit))
                found.Add((text[tokens[at].Start..tokens[at + 1].End].ToLowerInvariant().Replace(' ', '-'), tokens[at].Start));
        }

        return [.. found.OrderBy(place => place.Start)];
    }

    private static bool StandsAt(IReadOnlyList<Token> tokens, int at, IReadOnlyList<Token> id) =>
        id.Count > 0 && at + id.Count <= tokens.Count && Enumerable.Range(0, id.Count).All(part => tokens[at + part].Key == id[part].Key);
}
