using System.Text.RegularExpressions;

namespace ChatOps.Knowledge.Aliases;

/// <summary>A word of a text, or several in quotation marks, without the marks around it.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
internal sealed partial record AliasWord(string Value, int Start, int End, bool IsQuoted)
{
    /// <summary>Offset behind the closing quotation mark, or <see cref="End"/>.</summary>
    public int After => IsQuoted ? End + 1 : End;

    /// <summary>Offset of the opening quotation mark, or <see cref="Start"/>.</summary>
    public int Before => IsQuoted ? Start - 1 : Start;

    public static IReadOnlyList<AliasWord> In(string text) => [.. Word().Matches(text).Select(match => match.Groups["quoted"] is { Success: true } quoted
        ? new AliasWord(quoted.Value, quoted.Index, quoted.Index + quoted.Length, true)
        : new AliasWord(match.Value, match.Index, match.Index + match.Length, false))];

    [GeneratedRegex("""[\"“„«](?<quoted>[^\"“”„«»]+)[\"”“»]|[^\s,;:!?\"“”„«»()]*[^\s,;:!?.\"“”„«»()]""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
