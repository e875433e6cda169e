using System.Globalization;
using System.Text.Json;

namespace ChatOps.Database.Checks.RuleFiles.Yaml;

/// <summary>Where something stands in the file; both count from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A value of the file, with its place.</summary>
internal abstract record RuleNode(Place At);

/// <summary>A map; its keys are unique.</summary>
internal sealed record RuleMap(Place At, IReadOnlyList<RuleEntry> Entries) : RuleNode(At)
{
    internal RuleNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}

/// <summary>One line of a map.</summary>
/// <param name="At">Of the key.</param>
internal sealed record RuleEntry(string Key, Place At, RuleNode Value);

/// <summary>A list.</summary>
internal sealed record RuleList(Place At, IReadOnlyList<RuleNode> Items) : RuleNode(At);

/// <summary>A single value.</summary>
/// <param name="Kind">String, Number, True, False or Null.</param>
/// <param name="Text">As it is written, without quotes.</param>
internal sealed record RuleScalar(Place At, JsonValueKind Kind, string Text) : RuleNode(At)
{
    /// <summary>null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
    internal object? Value => Kind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        JsonValueKind.Number => double.Parse(Text, CultureInfo.InvariantCulture),
        _ => Text,
    };
}
