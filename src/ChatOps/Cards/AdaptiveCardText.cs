using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>
/// Text of a card, always literal. Runs of a <c>RichTextBlock</c> are not Markdown, so they are used wherever data may
/// stand; where the format knows only Markdown (headings, facts, choices), its signs are defused.
/// </summary>
internal static class AdaptiveCardText
{
    private const char HairSpace = '\u200A';
    private const char NonJoiner = '\u200C';

    /// <summary>One paragraph of one style.</summary>
    public static JsonObject Paragraph(string text, Tone tone = Tone.Neutral, bool subtle = false, bool strong = false, bool monospace = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = Literal(text) };
        if (tone != Tone.Neutral)
            run["color"] = Colour(tone);
        if (subtle)
            run["isSubtle"] = true;
        if (strong)
            run["weight"] = "Bolder";
        if (monospace)
            run["fontType"] = "Monospace";
        return new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
    }

    /// <summary>A paragraph for each line, close together; indentation survives.</summary>
    public static IEnumerable<JsonObject> Lines(string text, Tone tone, bool subtle, bool strong, bool monospace)
    {
        var isFirst = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var content = line.TrimStart(' ');
            var paragraph = Paragraph(new string('\u00A0', line.Length - content.Length) + (content.Length == 0 ? "\u00A0" : content), tone, subtle, strong, monospace);
            if (!isFirst)
                paragraph["spacing"] = "None";
            isFirst = false;
            yield return paragraph;
        }
    }

    /// <summary>Text for a run: only the date functions of templates must be broken, as a run knows no other sign.</summary>
    public static string Literal(string text) => text.Replace("{{", "{" + NonJoiner + "{", StringComparison.Ordinal);

    /// <summary>
    /// Text for places that are read as Markdown. What looks the same is kept: a hair space after a sign that could open
    /// emphasis or a tag, and invisible non-joiners that break links, entities and line starts (CommonMark 0.31, 2.5, 6.2, 6.3).
    /// </summary>
    public static string Defuse(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        if (text.Length > 0 && !char.IsLetterOrDigit(text[0]) || text.Length > 1 && char.IsAsciiDigit(text[0]))
            safe.Append(NonJoiner);
        var plain = Literal(text.ReplaceLineEndings(" "));
        for (var at = 0; at < plain.Length; at++)
        {
            var letter = plain[at];
            safe.Append(letter == '`' ? '\u02CB' : letter);
            if (letter is '*' or '~' or '<' or '$' or '\\' || (letter == '_' && !IsInsideWord(plain, at)))
                safe.Append(HairSpace);
            else if (letter is '&' or ']' or '!')
                safe.Append(NonJoiner);
        }

        return safe.ToString();
    }

    /// <summary>An underscore inside a word opens no emphasis; names such as order_items stay as they are.</summary>
    private static bool IsInsideWord(string text, int at)
    {
        var (before, after) = (at, at);
        while (before >= 0 && text[before] == '_')
            before--;
        while (after < text.Length && text[after] == '_')
            after++;
        return before >= 0 && after < text.Length && char.IsLetterOrDigit(text[before]) && char.IsLetterOrDigit(text[after]);
    }

    public static string Colour(Tone tone) => tone switch
    {
        Tone.Good => "Good",
        Tone.Warning => "Warning",
        Tone.Bad => "Attention",
        _ => "Default",
    };

    public static string ContainerStyle(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Bad => "attention",
        _ => "emphasis",
    };
}
