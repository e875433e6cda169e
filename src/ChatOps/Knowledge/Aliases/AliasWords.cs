namespace ChatOps.Knowledge.Aliases;

/// <summary>What is wrong with an expansion, in words.</summary>
public static class AliasWords
{
    /// <summary>A sentence, or null where nothing is wrong.</summary>
    public static string? Fault(AliasExpansion expansion) => expansion switch
    {
        AliasExpansion.Cycle cycle => $"These aliases lead back to each other: {string.Join(" -> ", cycle.Path)}.",
        AliasExpansion.TooDeep deep => $"These aliases stand in each other more than {AliasExpander.Deepest} deep: {string.Join(" -> ", deep.Path)}.",
        AliasExpansion.TooLong tooLong => $"What these aliases stand for together is longer than {AliasExpander.Longest} characters: {string.Join(" -> ", tooLong.Path)}.",
        AliasExpansion.ValueMissing missing => $"{missing.Alias.Name} needs a value for {{{missing.Place}}} behind its name, since it stands for: {missing.Alias.StandsFor}",
        _ => null,
    };
}
