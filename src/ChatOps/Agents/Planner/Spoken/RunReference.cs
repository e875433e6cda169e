using System.Text.RegularExpressions;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Spoken;

/// <summary>Finds which run words mean.</summary>
internal static partial class RunReference
{
    private const int LongestId = 8;

    /// <summary>
    /// The ids that were written, in lower case, each with the offset at which it begins: what begins with <c>r-</c>, whether or not it has the
    /// digits of a real id, so that a mistyped one is never taken for another run. A connection's name is none.
    /// </summary>
    public static IReadOnlyList<(string Id, int Start)> Written(string text, IReadOnlyList<Item> items) =>
        [.. Matches(text, items).Select(match => ($"r-{match.Groups["rest"].Value.ToLowerInvariant()}", match.Index))];

    /// <summary>The items without those that are a written id.</summary>
    public static IReadOnlyList<Item> Without(string text, IReadOnlyList<Item> items)
    {
        var ids = Matches(text, items).ToArray();
        return ids.Length == 0 ? items : [.. items.Where(item => !ids.Any(id => item.Start < id.Index + id.Length && id.Index < item.End))];
    }

    /// <summary>A known run whose id was written in another form, else what stands after "run"; null when no run was named.</summary>
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

    private static IEnumerable<Match> Matches(string text, IReadOnlyList<Item> items) => Shape().Matches(text)
        .Where(match => !items.Any(item => item.Named.Count > 0 && item.Start <= match.Index && match.Index < item.End));

    // Any of the hyphens that a phone or an editor makes of "-"; marks that end a sentence are no part of the id.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_-])[rR][-\u2010-\u2014](?<rest>[^\s""'`“”„«»‘’()\[\]<>,;]*[^\s""'`“”„«»‘’()\[\]<>,;.:!?…])", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

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
