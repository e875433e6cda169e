using System.Text.RegularExpressions;

namespace ChatOps.Knowledge.Aliases;

/// <summary>What a name of an alias may look like, and when two are the same.</summary>
public static partial class AliasName
{
    /// <summary>Letters and digits in upper case: casing and how the words are joined make no other name.</summary>
    public static string KeyOf(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>A letter, then letters, digits, hyphens, dots and underscores, 2 to 64 characters in all; nothing that looks like the id of a run.</summary>
    public static bool IsValid(string name) => Shape().IsMatch(name) && !name.StartsWith("r-", StringComparison.OrdinalIgnoreCase);

    /// <summary>It cannot be taken for a word of a sentence: it has words that are joined, or a digit.</summary>
    public static bool IsUnlikeWords(string name) => name.AsSpan(1).IndexOfAny("-_.") >= 0 || name.Any(char.IsDigit);

    [GeneratedRegex(@"^\p{L}[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}]$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
