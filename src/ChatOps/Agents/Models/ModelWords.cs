using System.Globalization;
using System.Text;

namespace ChatOps.Agents.Models;

/// <summary>Sentences of a model that a person will read.</summary>
internal static class ModelWords
{
    /// <summary>One line of plain words; null for none, and for what holds a link or an address, which a model has no reason to hand out.</summary>
    /// <param name="most">Characters kept.</param>
    public static string? Clean(string? words, int most = 400)
    {
        if (string.IsNullOrWhiteSpace(words) || words.Contains("://", StringComparison.Ordinal) || words.Contains("www.", StringComparison.OrdinalIgnoreCase) || words.Contains("](", StringComparison.Ordinal))
            return null;
        var plain = new StringBuilder(Math.Min(words.Length, most));
        foreach (var rune in words.EnumerateRunes())
        {
            if (plain.Length >= most)
                break;
            if (Rune.IsWhiteSpace(rune) || rune.Value == '\n')
                plain.Append(plain.Length > 0 && plain[^1] != ' ' ? " " : "");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                plain.Append(rune.ToString());
        }

        return plain.ToString().Trim() is { Length: > 0 } kept ? kept : null;
    }
}
