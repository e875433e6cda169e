using System.Globalization;
using ChatOps.Database.Checks.RuleFiles.Scanning;
using ChatOps.Database.Checks.RuleFiles.Yaml;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>Reads what stands behind a check's word; the schema has seen that it fits.</summary>
internal static class Arguments
{
    /// <summary>A number, or a share such as 5% as 0.05; null for anything else.</summary>
    internal static double? Number(RuleNode? node) => node switch
    {
        RuleScalar { Value: long whole } => whole,
        RuleScalar { Value: double real } => real,
        RuleScalar { Text: { } text } when text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) => percent / 100,
        _ => null,
    };

    internal static Bounds Bounds(RuleNode? node) =>
        node is RuleMap map ? new Bounds(Number(map.Find("min")), Number(map.Find("max")), Number(map.Find("above")), Number(map.Find("below"))) : new Bounds(null, null, null, null);

    internal static string Text(RuleNode? node) => (node as RuleScalar)?.Text ?? "";

    /// <summary>The items of a list, or the value itself.</summary>
    internal static IReadOnlyList<RuleScalar> Scalars(RuleNode? node) => node switch
    {
        RuleList list => [.. list.Items.OfType<RuleScalar>()],
        RuleScalar scalar => [scalar],
        _ => [],
    };

    internal static TimeSpan Duration(RuleNode? node)
    {
        var text = Text(node);
        var number = double.Parse(text[..^1], CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.FromDays(number * 7),
        };
    }
}
