using System.Globalization;
using System.Text;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Forbidden;

/// <summary>Takes off what hides words from a reader: letters of other alphabets, digits for letters, spaced letters, comments, Base64, writing backwards.</summary>
internal static class Disguise
{
    private const int ShortestCode = 16;
    private const int ShortestSpelling = 4;

    // Letters that look like Latin ones, each with what it looks like.
    private const string Lookalike = "аеорсухіјѕԁһкмтвнАВЕКМНОРСТХУІЈЅαεορτυικνΑΒΕΖΗΙΚΜΝΟΡΤΥΧı";
    private const string Latin = "aeopcyxijsdhkmtbhABEKMHOPCTXYIJSaeoptuiknABEZHIKMNOPTYXi";

    private static readonly Tagger Words = new(Lexicon.Default, []);

    /// <summary>What the text asks for once it is read plainly, where that is never done and only the disguise hid it; else null.</summary>
    public static string? Hidden(string text)
    {
        foreach (var plain in Plain(text).Where(plain => plain != text).Distinct(StringComparer.Ordinal))
        {
            var items = Words.Tag(plain);
            for (var at = 0; at < items.Count; at++)
            {
                if (Hostility.KindOf(items, at) is not null)
                    return Hostility.Reason(items, at);
            }
        }

        return null;
    }

    private static IEnumerable<string> Plain(string text)
    {
        var folded = Uncommented(Folded(text));
        if (folded != text)
            yield return folded;
        if (Undigited(folded) is var letters && letters != folded)
            yield return letters;
        if (Joined(folded) is { } joined)
            yield return joined;
        foreach (var code in folded.Split((char[])[' ', '\n', '"', '\'', '`', ':', ','], StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length >= ShortestCode))
        {
            if (Decoded(code) is { } decoded)
                yield return decoded;
        }

        if (Reversed(folded) is { } reversed)
            yield return reversed;
    }

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var at = rune.IsBmp ? Lookalike.IndexOf((char)rune.Value) : -1;
            if (at >= 0)
                folded.Append(Latin[at]);
            else if (rune.Value is >= 0xFF01 and <= 0xFF5E)
                folded.Append((char)(rune.Value - 0xFEE0));
            else if (rune.Value is >= 0x1D400 and <= 0x1D6A3)
                folded.Append((char)(((rune.Value - 0x1D400) % 52) is var letter and < 26 ? 'A' + letter : 'a' + ((rune.Value - 0x1D400) % 52) - 26));
            else
                folded.Append(rune.ToString());
        }

        return folded.ToString();
    }

    // DROP/**/TABLE
    private static string Uncommented(string text)
    {
        var open = text.IndexOf("/*", StringComparison.Ordinal);
        while (open >= 0)
        {
            var close = text.IndexOf("*/", open + 2, StringComparison.Ordinal);
            text = string.Concat(text.AsSpan(0, open), " ", close < 0 ? "" : text.AsSpan(close + 2));
            open = text.IndexOf("/*", StringComparison.Ordinal);
        }

        return text;
    }

    // dr0p t4ble; a word of digits alone stays one.
    private static string Undigited(string text)
    {
        const string Digits = "013457@$", Letters = "oieastas";
        return string.Join(' ', text.Split(' ').Select(word =>
        {
            if (!word.Any(char.IsLetter) || !word.Any(Digits.Contains))
                return word;
            var plain = string.Concat(word.Select(character => Digits.IndexOf(character) is var at and >= 0 ? Letters[at] : character));
            return Lexicon.Default.Find(WordKey.Of(plain)) is null ? word : plain;
        }));
    }

    /// <summary>"d r o p", "d.r.o.p", "d-r-o-p" joined, and cut again where a word that is refused begins and ends.</summary>
    private static string? Joined(string text)
    {
        var joined = new StringBuilder();
        var letters = new StringBuilder();
        var found = false;
        foreach (var part in text.Split(' ', '.', '-', '_', '*', '\n', ',', '|', '+').Append(""))
        {
            if (part.Length == 1 && char.IsLetter(part[0]))
            {
                letters.Append(part);
                continue;
            }

            if (part.Length == 0 && joined.Length > 0 && letters.Length > 0)
                continue;
            found |= letters.Length >= ShortestSpelling;
            joined.Append(letters.Length >= ShortestSpelling ? Cut(letters.ToString()) : letters).Append(' ').Append(part).Append(' ');
            letters.Clear();
        }

        found |= letters.Length >= ShortestSpelling;
        return found ? joined.Append(letters.Length > 0 ? Cut(letters.ToString()) : "").ToString() : null;
    }

    // "droptableusers": a known word at the front is parted from what follows.
    private static string Cut(string letters)
    {
        var words = new StringBuilder();
        var key = WordKey.Of(letters);
        for (var from = 0; from < key.Length;)
        {
            var length = Math.Min(12, key.Length - from);
            while (length > 2 && Lexicon.Default.Find(key.Substring(from, length)) is null)
                length--;
            if (length <= 2)
                length = key.Length - from;
            words.Append(key, from, length).Append(' ');
            from += length;
        }

        return words.ToString();
    }

    private static string? Decoded(string code)
    {
        var padded = code.TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.All(character => !char.IsControl(character) && character != '\uFFFD') ? text : null;
    }

    // Only what has two words backwards that are refused: one may be chance.
    private static string? Reversed(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        var parts = new List<string>();
        while (elements.MoveNext())
            parts.Add(elements.GetTextElement());
        parts.Reverse();
        var reversed = string.Concat(parts);
        var items = Words.Tag(reversed);
        return items.Where(item => item.ReadAs is null && item.Key.Length >= 4 && item.IsAny(Concept.Destroy, Concept.Table, Concept.Secret, Concept.Override, Concept.Rule, Concept.Database)).Sum(item => item.Tokens.To - item.Tokens.From) >= 2 ? reversed : null;
    }
}
