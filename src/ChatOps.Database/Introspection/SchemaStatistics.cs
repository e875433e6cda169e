namespace ChatOps.Database.Introspection;

/// <summary>Figures that the engine keeps by itself; a figure that it does not keep is not there.</summary>
public sealed record SchemaStatistics
{
    public static SchemaStatistics None { get; } = new();

    /// <summary>Estimated rows by table name; good enough for progress, never for a count.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>();

    /// <summary>Scans by index since <see cref="CountedSince"/>, keyed by table and index name.</summary>
    public IReadOnlyDictionary<(string Table, string Index), IndexUse> Indexes { get; init; } = new Dictionary<(string, string), IndexUse>();

    /// <summary>Last number given, by sequence name.</summary>
    public IReadOnlyDictionary<string, decimal> Sequences { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Sequences whose last number this user may not read.</summary>
    public IReadOnlyList<string> HiddenSequences { get; init; } = [];

    /// <summary>Since when scans are counted, or null when the engine does not say.</summary>
    public DateTimeOffset? CountedSince { get; init; }
}

/// <summary>How much an index is used.</summary>
/// <param name="Scans">Times it was read since counting began.</param>
/// <param name="Bytes">Its size on disk.</param>
public sealed record IndexUse(long Scans, long Bytes);
