using System.Globalization;
using System.Text.Json;

namespace ChatOps.Database.Migration.Ledger;

/// <summary>Where a row stands in its table's order: the values of the ordering columns, each a <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="string"/> or <see cref="byte"/>[].</summary>
internal sealed record Position(IReadOnlyList<object> Values)
{
    /// <summary>A JSON array in which each value keeps its kind: <c>[{"i":"5"},{"s":"a"}]</c>.</summary>
    internal string ToText() => JsonSerializer.Serialize(Values.Select(value => new Dictionary<string, string> { [KindOf(value)] = TextOf(value) }));

    internal static Position? Parse(string? text) => text is null ? null : new Position(
        [.. JsonSerializer.Deserialize<List<Dictionary<string, string>>>(text)!.Select(value => ValueOf(value.Single()))]);

    private static string KindOf(object value) => value switch
    {
        long => "i",
        double => "r",
        decimal => "d",
        bool => "t",
        byte[] => "b",
        _ => "s",
    };

    private static string TextOf(object value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object ValueOf(KeyValuePair<string, string> value) => value.Key switch
    {
        "i" => long.Parse(value.Value, CultureInfo.InvariantCulture),
        "r" => double.Parse(value.Value, CultureInfo.InvariantCulture),
        "d" => decimal.Parse(value.Value, CultureInfo.InvariantCulture),
        "t" => bool.Parse(value.Value),
        "b" => Convert.FromBase64String(value.Value),
        _ => value.Value,
    };
}
