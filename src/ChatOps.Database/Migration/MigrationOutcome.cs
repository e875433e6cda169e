namespace ChatOps.Database.Migration;

/// <summary>What a migration has done so far, as the target's own records tell.</summary>
public sealed record MigrationOutcome
{
    public required string Run { get; init; }

    /// <summary>In the plan's order; source = loaded + rejected once it has finished.</summary>
    public required IReadOnlyList<TableOutcome> Tables { get; init; }

    public IReadOnlyList<RejectCount> Rejects { get; init; } = [];

    /// <summary>Objects that could not be made in the end, with the reason.</summary>
    public IReadOnlyList<string> NotMade { get; init; } = [];

    /// <summary>Seconds of each phase: <c>schema</c>, <c>load</c>, <c>index</c>, <c>constraints</c>.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();
}

/// <summary>One table's count.</summary>
/// <param name="Table">Its name in the source.</param>
/// <param name="Source">Rows read from the source.</param>
/// <param name="Loaded">Rows in the target that this migration put there.</param>
/// <param name="Rejected">Rows in the reject table.</param>
public sealed record TableOutcome(string Table, long Source, long Loaded, long Rejected);

/// <summary>Rejected rows of one table for one reason.</summary>
public sealed record RejectCount(string Table, string Reason, long Count);
