using System.Globalization;
using System.Text;

namespace ChatOps.Agents.Planner.Language;

/// <summary>The text as the planner reads it: bounded, and free of characters that people do not see.</summary>
/// <param name="Value">At most <see cref="Limit"/> characters.</param>
/// <param name="WasCut">The person wrote more than is read.</param>
internal sealed record RequestText(string Value, bool WasCut)
{
    /// <summary>Characters read of one message; a request in words is far shorter.</summary>
    public const int Limit = 2000;

    public static RequestText Clean(string text)
    {
        var cut = text.Length > Limit;
        var clean = new StringBuilder(Math.Min(text.Length, Limit));
        var bounded = cut ? text[..Limit] : text;
        foreach (var rune in bounded.EnumerateRunes())
        {
            if (rune.Value == '\n' || rune.Value == '\r')
                clean.Append('\n');
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) && rune != Rune.ReplacementChar)
                clean.Append(rune.ToString());
        }

        return new RequestText(Unquoted(StripTags(clean.ToString()).Trim()), cut);
    }

    // A whole message in quotation marks is a message, not a name.
    private static string Unquoted(string text) =>
        text.Length > 2 && text[0] is '"' or '\'' or '`' or '“' && text[^1] == (text[0] == '“' ? '”' : text[0]) && text.Contains(' ') && text.AsSpan(1, text.Length - 2).IndexOfAny("\"'`“”") < 0
            ? text[1..^1].Trim()
            : text;

    // Teams wraps a mention of the bot as <at>name</at>; whoever wrote it meant the bot, not a word of the request.
    private static string StripTags(string text)
    {
        var open = text.IndexOf("<at>", StringComparison.OrdinalIgnoreCase);
        while (open >= 0)
        {
            var close = text.IndexOf("</at>", open, StringComparison.OrdinalIgnoreCase);
            if (close < 0)
                return text;
            text = string.Concat(text.AsSpan(0, open), " ", text.AsSpan(close + "</at>".Length));
            open = text.IndexOf("<at>", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
