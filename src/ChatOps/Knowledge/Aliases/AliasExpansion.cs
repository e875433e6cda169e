namespace ChatOps.Knowledge.Aliases;

/// <summary>What became of the aliases in a text. Closed: a new outcome is a nested record here.</summary>
public abstract record AliasExpansion
{
    private AliasExpansion()
    {
    }

    /// <summary>No alias stands in the text.</summary>
    public sealed record Plain : AliasExpansion;

    /// <summary>The text with every alias replaced by what it stands for.</summary>
    /// <param name="Used">The aliases, outermost first, each once.</param>
    public sealed record Expanded(string Text, IReadOnlyList<AliasVersion> Used) : AliasExpansion;

    /// <summary>Nothing follows the alias that could fill the place.</summary>
    public sealed record ValueMissing(AliasVersion Alias, string Place) : AliasExpansion;

    /// <summary>The aliases lead back to one of them.</summary>
    /// <param name="Path">The names in order, the one that closes the circle last.</param>
    public sealed record Cycle(IReadOnlyList<string> Path) : AliasExpansion;

    /// <summary>More aliases stand in each other than are followed.</summary>
    public sealed record TooDeep(IReadOnlyList<string> Path) : AliasExpansion;

    /// <summary>What they stand for together is longer than a request may be.</summary>
    public sealed record TooLong(IReadOnlyList<string> Path) : AliasExpansion;
}
