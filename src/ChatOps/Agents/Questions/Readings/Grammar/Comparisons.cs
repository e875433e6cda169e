using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Words that compare.</summary>
internal static class Comparisons
{
    /// <summary>The item begins a comparison: "more than", "between", "containing".</summary>
    public static bool Begins(Item item) => OperatorOf(item) is not null || item.IsAny(Cue.Between, Cue.Contains, Cue.StartsWith, Cue.EndsWith, Cue.Empty);

    /// <summary>The operator that a word stands for; null for none.</summary>
    public static string? OperatorOf(Item item)
    {
        if (item.Degree is { IsSuperlative: false } degree)
            return degree.IsHigh ? ">" : "<";
        if (item.Degree is not null || item.Kind != ItemKind.Cue)
            return null;
        return item switch
        {
            _ when item.Is(Cue.AtLeast) => ">=",
            _ when item.Is(Cue.AtMost) => "<=",
            _ when item.IsAny(Cue.Greater, Cue.After) => ">",
            _ when item.IsAny(Cue.Less, Cue.Before) => "<",
            _ when item.Is(Cue.Equal) => "=",
            _ => null,
        };
    }

    /// <summary>"2 or more" and "after 2014 or later" widen what was said.</summary>
    public static string Widened(string comparison, Item behind) => behind switch
    {
        _ when behind.Is(Cue.OrMore) => ">=",
        _ when behind.Is(Cue.OrLess) => "<=",
        _ => comparison,
    };
}
