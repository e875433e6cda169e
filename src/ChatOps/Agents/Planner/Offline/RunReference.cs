using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Finds which run words mean.</summary>
internal static class RunReference
{
    private const int LongestId = 8;

    /// <summary>A known run whose id was written, else what stands after "run"; null when no run was named.</summary>
    public static string? Find(IReadOnlyList<Item> words, ConversationMemory memory)
    {
        var said = Stretches(words).ToHashSet(StringComparer.Ordinal);
        var known = memory.RunsInFlight.Select(run => run.Id).Append(memory.LastRunId).OfType<string>()
            .FirstOrDefault(id => said.Contains(WordKey.Of(id)));
        if (known is not null)
            return known;
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at - 1].Is(Concept.Run) && words[at].IsLeftover && words[at].Key.Any(char.IsDigit))
                return words[at].Text;
        }

        return null;
    }

    // An id may be cut at its hyphens: run-41 is "run" and "41". A UUID has five parts, and letters and digits of one part stay together.
    private static IEnumerable<string> Stretches(IReadOnlyList<Item> words)
    {
        for (var from = 0; from < words.Count; from++)
        {
            var key = "";
            for (var to = from; to < Math.Min(words.Count, from + LongestId); to++)
                yield return key += words[to].Key;
        }
    }
}
