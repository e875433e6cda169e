namespace ChatOps.Database.Profiling;

/// <summary>What to profile.</summary>
public sealed record ProfileOptions
{
    /// <summary>Table names, compared without case; null for all.</summary>
    public IReadOnlyList<string>? Tables { get; init; }

    /// <summary>Large distinct counts are estimated (about 1 %) instead of counted, and are marked so.</summary>
    public bool Approximate { get; init; }

    /// <summary>Pairs of columns are tried as keys too, with a statement for each promising pair.</summary>
    public bool KeyPairs { get; init; }
}
