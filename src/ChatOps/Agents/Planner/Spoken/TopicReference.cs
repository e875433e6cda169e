using System.Text.RegularExpressions;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Spoken;

/// <summary>Finds what is to be explained: a rule by its id, written with hyphens or blanks.</summary>
internal static partial class TopicReference
{
    /// <summary>
    /// A topic that the text asks about, or null when it asks about none. After "explain", any word with hyphens counts,
    /// so that an id that does not exist is answered as such.
    /// </summary>
    public static string? Find(string text, IReadOnlyList<Item> items, IReadOnlyList<string> topics)
    {
        var explains = items.Any(item => item.Is(Concept.Explain));
        if (!explains && !items.Any(item => item.Is(Concept.Why)) && !WhatIs().IsMatch(text))
            return null;
        var spoken = Joints().Replace(text, "-");
        return topics.OrderByDescending(topic => topic.Length).FirstOrDefault(topic => Names(spoken, topic))
            ?? (explains && Hyphened().Match(text) is { Success: true } unknown ? unknown.Value.ToLowerInvariant() : null);
    }

    private static bool Names(string spoken, string topic)
    {
        var at = spoken.IndexOf(topic, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetterOrDigit(spoken[at - 1]))
            && (at + topic.Length == spoken.Length || !char.IsLetterOrDigit(spoken[at + topic.Length]));
    }

    [GeneratedRegex(@"^\W*what(\s+(is|are|does|do)|'s)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WhatIs();

    [GeneratedRegex(@"[\s_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Joints();

    [GeneratedRegex(@"\b(?!r-)[A-Za-z]{2,}(-[A-Za-z]+)+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Hyphened();
}
