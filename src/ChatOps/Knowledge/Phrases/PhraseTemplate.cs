using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.Knowledge.Phrases;

/// <summary>
/// A way of saying something, with open places. <c>(a|b)</c> is a choice, <c>[a]</c> may be left out, <c>{name}</c> is
/// one word, <c>{name:}</c> one with a colon behind it, <c>{number}</c> digits and <c>{text}</c> all the words that follow.
/// </summary>
internal static class PhraseTemplate
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(" ()[]|{");

    /// <summary>The expression for words that each have one blank behind them, so that what may be left out takes its blank along.</summary>
    public static string ToExpression(string template)
    {
        var expression = new StringBuilder();
        for (var at = 0; at < template.Length;)
            at = Take(template, at, expression);
        return expression.ToString();
    }

    private static int Take(string template, int at, StringBuilder expression)
    {
        switch (template[at])
        {
            case ' ':
                return at + 1;
            case '(' or '[':
                expression.Append("(?:");
                return at + 1;
            case ')' or '|':
                expression.Append(template[at]);
                return at + 1;
            case ']':
                expression.Append(")?");
                return at + 1;
            case '{':
                var end = template.IndexOf('}', at);
                expression.Append(Place(template[(at + 1)..end]));
                return end + 1;
            default:
                var behind = template.AsSpan(at).IndexOfAny(Signs);
                var word = behind < 0 ? template[at..] : template[at..(at + behind)];
                expression.Append(Regex.Escape(word)).Append(' ');
                return at + word.Length;
        }
    }

    private static string Place(string place) => place switch
    {
        "text" => "(?<text>.+) ",
        "number" => @"(?<number>\d{1,6}) ",
        ['n', 'a', 'm', 'e', ':'] => @"(?<name>\S+): ",
        "name" => @"(?<name>\S+) ",
        _ => throw new FormatException($"{{{place}}} is no place of a phrase."),
    };
}
