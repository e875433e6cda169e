namespace ChatOps.Agents.Planner;

/// <summary>What a request was read as: what it asks for, about what, when, and what stands against it.</summary>
public sealed record Interpretation
{
    public required InterpretationOutcome Outcome { get; init; }

    /// <summary>What would be done, in order; empty where something must be asked first or nothing may be done.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>What is understood so far of a request that something must be asked about.</summary>
    public IReadOnlyList<Operation> Understood { get; init; } = [];

    /// <summary>The operations are to happen then, and not now; for a change of a schedule its new time.</summary>
    public PlannedTime? Schedule { get; init; }

    /// <summary>The span of time that a look at the past is about, in UTC.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Window { get; init; }

    /// <summary>Somebody else has to agree before it is done.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>What is asked first; else null.</summary>
    public string? Question { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Why it or a part of it is not done, or what to know before it is; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>What was read into the request, each a sentence.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}

/// <summary>What comes of a request.</summary>
public enum InterpretationOutcome
{
    /// <summary>All of it is understood and can go on.</summary>
    Execute,

    /// <summary>Something must be said first.</summary>
    Clarify,

    /// <summary>None of it is done.</summary>
    Refuse,

    /// <summary>The legitimate part goes on; the rest is refused.</summary>
    Partial,

    /// <summary>It is planned, and wants a yes.</summary>
    Confirm,
}
