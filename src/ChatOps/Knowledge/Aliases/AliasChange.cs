namespace ChatOps.Knowledge.Aliases;

/// <summary>What somebody wants of an alias; null stays as it is.</summary>
/// <param name="Origin">The conversation in which it is said.</param>
public sealed record AliasChange(string Name, string Origin)
{
    public string? StandsFor { get; init; }

    /// <summary>The id of a person.</summary>
    public string? Owner { get; init; }

    public string? TimeZone { get; init; }

    public string? Channel { get; init; }

    public bool Retire { get; init; }
}

/// <summary>What became of a change or of a decision about one. Closed: a new outcome is a nested record here.</summary>
public abstract record AliasOutcome
{
    private AliasOutcome()
    {
    }

    /// <summary>The version counts now.</summary>
    /// <param name="Before">What counted until then, or null.</param>
    public sealed record Kept(AliasVersion Version, AliasVersion? Before) : AliasOutcome;

    /// <summary>The version is kept and counts once its owner, or an admin, says yes.</summary>
    /// <param name="Before">What counts until then.</param>
    public sealed record Waits(AliasVersion Version, AliasVersion Before) : AliasOutcome;

    /// <summary>The version that waited does not count, and never will.</summary>
    /// <param name="Current">What counts.</param>
    public sealed record Dropped(AliasVersion Version, AliasVersion? Current) : AliasOutcome;

    /// <summary>Nothing was changed, and why, in a sentence.</summary>
    public sealed record Refused(string Reason) : AliasOutcome;
}
