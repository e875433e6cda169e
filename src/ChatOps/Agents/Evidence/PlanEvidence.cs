namespace ChatOps.Agents.Evidence;

/// <summary>What speaks for and against a plan, gathered before anybody decides. It serialises to JSON as it stands.</summary>
public sealed record PlanEvidence
{
    /// <summary>Figures, each with the query that produced it.</summary>
    public IReadOnlyList<EvidenceFigure> Figures { get; init; } = [];

    /// <summary>What is created, changed or dropped, one sentence each.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];

    /// <summary>How to take it back, in a sentence; null when there is nothing to take back.</summary>
    public string? Undo { get; init; }

    /// <summary>What speaks against it or should be known first, one sentence each, such as that a reader may write.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What could not be found out, one sentence each.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>One figure.</summary>
/// <param name="Value">For people, as "52,113 rows".</param>
/// <param name="Source">The query, or the words for where it comes from.</param>
public sealed record EvidenceFigure(string Label, string Value, string Source);
