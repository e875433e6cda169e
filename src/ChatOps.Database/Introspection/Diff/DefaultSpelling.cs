using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Brings default expressions of several engines to one spelling.</summary>
internal static partial class DefaultSpelling
{
    /// <summary>The same value in the same words; null for none and for NULL.</summary>
    internal static string? Of(string? expression)
    {
        if (expression is null)
        {
            return null;
        }

        var text = Cast().Replace(expression.Trim(), "");
        while (text.Length > 1 && text[0] == '(' && text[^1] == ')' && IsOnePair(text))
        {
            text = Cast().Replace(text[1..^1].Trim(), "");
        }

        return Word(text);
    }

    /// <summary>Numbers are compared as numbers, words without case, quoted texts as they are.</summary>
    private static string? Word(string text)
    {
        var bare = Quoted().Match(text) is { Success: true } quoted && decimal.TryParse(quoted.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? quoted.Groups[1].Value : text;
        if (decimal.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString("G29", CultureInfo.InvariantCulture);
        }

        return text.ToUpperInvariant() switch
        {
            "NULL" => null,
            "TRUE" => "1",
            "FALSE" => "0",
            "NOW()" or "CURRENT_TIMESTAMP()" or "LOCALTIMESTAMP" or "LOCALTIMESTAMP()" => "CURRENT_TIMESTAMP",
            "CURDATE()" or "CURRENT_DATE()" => "CURRENT_DATE",
            "CURTIME()" or "CURRENT_TIME()" => "CURRENT_TIME",
            var word => text.Contains('\'', StringComparison.Ordinal) ? text : word,
        };
    }

    private static bool IsOnePair(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>PostgreSQL writes the type behind the value: <c>'x'::character varying</c>.</summary>
    [GeneratedRegex(@"::[A-Za-z_ ]+(\(\d+(,\d+)?\))?(\[\])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Cast();

    [GeneratedRegex("^'([^']*)'$", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
