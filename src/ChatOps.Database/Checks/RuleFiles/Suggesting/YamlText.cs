using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>Values as they stand in a rule file.</summary>
internal static partial class YamlText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain where that means the same, else in quotes: YAML reads a JSON text as itself.</summary>
    internal static string Of(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        string text when PlainWord().IsMatch(text) && !Words().IsMatch(text) => text,
        _ => JsonSerializer.Serialize(Convert.ToString(value, CultureInfo.InvariantCulture), Json),
    };

    /// <summary>In single quotes, where a backslash is a backslash.</summary>
    internal static string Pattern(string pattern) => $"'{pattern.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*( [A-Za-z0-9_]+)*\z")]
    private static partial Regex PlainWord();

    /// <summary>Words that some readers of YAML take for something else than a text.</summary>
    [GeneratedRegex(@"^(true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
