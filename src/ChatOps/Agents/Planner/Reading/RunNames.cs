using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Finds the runs that a text names.</summary>
internal static class RunNames
{
    /// <summary>The ids in the order in which they stand: known ones however they are joined, and what is written like one.</summary>
    public static IReadOnlyList<string> Find(string text, ConversationMemory memory)
    {
        var known = memory.RunsInFlight.Select(run => run.Id)
            .Concat(memory.LastOperations.Select(operation => operation.Run).OfType<string>())
            .Concat(memory.OpenDecisions.Select(decision => decision.Id))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var tokens = Tokenizer.Split(text);
        var found = new List<string>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (known.FirstOrDefault(id => StandsAt(tokens, at, Tokenizer.Split(id))) is { } id)
                found.Add(id);
            else if (at + 1 < tokens.Count && tokens[at].Key is "run" or "mig" or "req" && tokens[at + 1].Start - tokens[at].End == 1 && tokens[at + 1].Key.All(char.IsDigit))
                found.Add(text[tokens[at].Start..tokens[at + 1].End].ToLowerInvariant().Replace(' ', '-'));
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool StandsAt(IReadOnlyList<Token> tokens, int at, IReadOnlyList<Token> id) =>
        id.Count > 0 && at + id.Count <= tokens.Count && Enumerable.Range(0, id.Count).All(part => tokens[at + part].Key == id[part].Key);
}
