using System.Text;

namespace ChatOps.Agents.Planner.Language;

/// <summary>The form in which words are compared: lower case, without accents, letters, digits and symbols only.</summary>
internal static class WordKey
{
    private const string Accented = "àáâãäåāăąçćčďđèéêëēęěìíîïīłñńňòóôõöøōőřśšşťùúûüūůűýÿźžż";
    private const string Plain = "aaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorssstuuuuuuuyyzzz";

    /// <summary>The key of a text; words run together, so <c>sales-eu</c>, <c>Sales EU</c> and <c>sales_eu</c> share one.</summary>
    public static string Of(string text)
    {
        var key = new StringBuilder(text.Length);
        if (Ascii.IsValid(text))
        {
            // Names of tables by the thousand are made of these alone.
            foreach (var character in text)
            {
                if (char.IsAsciiLetterOrDigit(character) || character is '$' or '+')
                    key.Append(char.ToLowerInvariant(character));
            }

            return key.ToString();
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWordRune(rune))
                Append(key, rune);
        }

        return key.ToString();
    }

    /// <summary>The key of an English noun without the ending of several: "categories" and "category" share one.</summary>
    public static string Singular(string key) =>
        key.EndsWith("ies", StringComparison.Ordinal) ? key[..^3] + "y" : key.EndsWith('s') && !key.EndsWith("ss", StringComparison.Ordinal) ? key[..^1] : key;

    public static bool IsWordRune(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsMark(rune) || (Rune.IsSymbol(rune) && rune.Value is not ('`' or '´' or '^' or '<' or '>' or '=' or '|' or '~'));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static void Append(StringBuilder key, Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        if (lower.Value is >= 0x300 and <= 0x36F)
            return; // a combining accent of Latin: dropped like the accents below
        if (lower.Value == 'ß')
        {
            key.Append("ss");
            return;
        }

        var at = lower.IsBmp ? Accented.IndexOf((char)lower.Value) : -1;
        if (at >= 0)
            key.Append(Plain[at]);
        else
            key.Append(lower.ToString());
    }
}
