using System.Globalization;

namespace ChatOps.Agents.Models;

/// <summary>Takes out of a model's text every sentence with a figure that no step produced: figures come from results, never from a model.</summary>
internal static class FigureGuard
{
    /// <summary>Small numbers as people write them; "one", "uno" and "eine" are articles too and stand for nothing here.</summary>
    private static readonly Dictionary<string, decimal> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["dozen"] = 12,
        ["twenty"] = 20,
        ["fifty"] = 50,
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["zwei"] = 2,
        ["drei"] = 3,
        ["vier"] = 4,
        ["fünf"] = 5,
        ["sechs"] = 6,
        ["sieben"] = 7,
        ["acht"] = 8,
        ["neun"] = 9,
        ["zehn"] = 10,
        ["elf"] = 11,
        ["zwölf"] = 12,
        ["dutzend"] = 12,
        ["zwanzig"] = 20,
        ["fünfzig"] = 50,
        ["hundert"] = 100,
        ["tausend"] = 1_000,
        ["millionen"] = 1_000_000,
        ["dos"] = 2,
        ["tres"] = 3,
        ["cuatro"] = 4,
        ["cinco"] = 5,
        ["seis"] = 6,
        ["siete"] = 7,
        ["ocho"] = 8,
        ["nueve"] = 9,
        ["diez"] = 10,
        ["once"] = 11,
        ["doce"] = 12,
        ["docena"] = 12,
        ["veinte"] = 20,
        ["cincuenta"] = 50,
        ["cien"] = 100,
        ["mil"] = 1_000,
        ["millones"] = 1_000_000,
    };

    /// <summary>The text without those sentences, and how many there were.</summary>
    /// <param name="facts">What the model was told: every figure in it may be repeated.</param>
    public static (string Text, int LeftOut) Keep(string text, string facts)
    {
        var known = FiguresOf(facts).SelectMany(Readings).ToHashSet();
        var kept = new List<string>();
        var leftOut = 0;
        foreach (var sentence in Sentences(text))
        {
            if (FiguresOf(sentence).All(figure => Readings(figure).Any(known.Contains)))
                kept.Add(sentence);
            else
                leftOut++;
        }

        return (string.Join(' ', kept), leftOut);
    }

    /// <summary>Cut behind a mark that ends a sentence and has a blank behind it.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var from = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var ends = at == text.Length - 1 || (text[at] is '.' or '!' or '?' or ';' && char.IsWhiteSpace(text[at + 1]));
            if (!ends)
                continue;
            if (text[from..(at + 1)].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            from = at + 1;
        }
    }

    /// <summary>Runs of digits with what may stand between them, and numbers in words.</summary>
    private static IEnumerable<string> FiguresOf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            if (char.IsDigit(text[at]))
            {
                while (at < text.Length && (char.IsDigit(text[at]) || (IsInside(text[at]) && at + 1 < text.Length && char.IsDigit(text[at + 1]))))
                    at++;
                yield return text[start..at];
            }
            else if (char.IsLetter(text[at]))
            {
                while (at < text.Length && char.IsLetter(text[at]))
                    at++;
                if (Words.ContainsKey(text[start..at]))
                    yield return text[start..at];
            }
        }
    }

    private static bool IsInside(char mark) => mark is '.' or ',' or '\'' or '\u00a0' or '\u202f' or '\u2009';

    /// <summary>What a figure can mean: "1.234" is a thousand and some in Berlin, and one and some in Boston.</summary>
    private static IEnumerable<decimal> Readings(string figure)
    {
        if (Words.TryGetValue(figure, out var word))
            return [word];
        var readings = new List<decimal>();
        var plain = string.Concat(figure.Select(character => char.IsDigit(character) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)) : character));
        Add(string.Concat(plain.Where(char.IsAsciiDigit)), readings, plain);
        foreach (var point in new[] { '.', ',' })
        {
            if (plain.Count(character => character == point) == 1)
                Add(string.Concat(plain.Where(character => char.IsAsciiDigit(character) || character == point)).Replace(point, '.'), readings, null);
        }

        return readings;
    }

    /// <param name="grouped">The figure as written, where its marks must all be between groups of three.</param>
    private static void Add(string digits, List<decimal> readings, string? grouped)
    {
        var isGrouped = grouped is null || grouped.Split(['.', ',', '\'', '\u00a0', '\u202f', '\u2009']) is [var first, .. var rest] && first.Length is > 0 && (rest.Length == 0 || (first.Length <= 3 && Array.TrueForAll(rest, group => group.Length == 3)));
        if (isGrouped && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            readings.Add(value);
    }
}
