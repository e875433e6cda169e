using System.Text.RegularExpressions;

namespace ChatOps.Knowledge.Aliases;

/// <summary>The open places of what an alias stands for, such as <c>{table}</c>.</summary>
public static partial class AliasPlaces
{
    /// <summary>Their names, each once, in the order in which they are filled.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Every brace belongs to a place.</summary>
    public static bool AreWhole(string text) => Place().Replace(text, "").AsSpan().IndexOfAny('{', '}') < 0;

    /// <summary>The text with its places filled, in one pass: a value that looks like a place stays as it is.</summary>
    /// <param name="values">By place, compared without case.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Place().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{\s*([\p{L}_][\p{L}\p{N}_-]{0,40})\s*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
