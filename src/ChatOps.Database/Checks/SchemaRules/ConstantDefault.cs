using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>A default that is the same for every row.</summary>
/// <param name="Value">null for NULL, else a <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>.</param>
internal sealed partial record ConstantDefault(object? Value)
{
    /// <summary>Null where the expression is no plain constant. A cast behind it, as PostgreSQL writes one, is left out.</summary>
    internal static ConstantDefault? Of(string expression)
    {
        var text = Cast().Replace(expression.Trim(), "");
        while (text.StartsWith('(') && text.EndsWith(')'))
        {
            text = Cast().Replace(text[1..^1].Trim(), "");
        }

        return text.ToUpperInvariant() switch
        {
            "NULL" => new ConstantDefault((object?)null),
            "TRUE" => new ConstantDefault(true),
            "FALSE" => new ConstantDefault(false),
            _ when Quoted().IsMatch(text) => new ConstantDefault(text[1..^1].Replace("''", "'", StringComparison.Ordinal)),
            _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new ConstantDefault(number),
            _ => null,
        };
    }

    [GeneratedRegex(@"::[\w ""\.]+(\(\d+(,\s*\d+)?\))?( (with|without) time zone)?(\[\])?$")]
    private static partial Regex Cast();

    [GeneratedRegex(@"^'([^']|'')*'$")]
    private static partial Regex Quoted();
}
