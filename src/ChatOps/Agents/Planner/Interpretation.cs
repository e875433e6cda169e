namespace ChatOps.Agents.Planner;

/// <summary>What a request was read as: what it asks for, about what, when, and what stands against it.</summary>
public sealed record Interpretation
{
    /// <summary>As many of <see cref="Choices"/> are shown at once, and "the second" counts in them.</summary>
    public const int MostOffered = 5;

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

    /// <summary>What is offered: answers to the question, else requests that would work.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What to remember, so that an answer alone goes on with the request; null where only a new request does.</summary>
    public PendingRequest? Pending { get; init; }

    /// <summary>Nothing was recognised in it; <see cref="Question"/> says so.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Why it or a part of it is not done, or what to know before it is; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>What to know before it is done, each a sentence. They stand in <see cref="Reason"/> too.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The word of control that it is, which the conversation obeys; null for anything else.</summary>
    public Control? Control { get; init; }

    /// <summary>What to say where there is nothing to do: thanks, greetings; else null.</summary>
    public string? Talk { get; init; }

    /// <summary>See <see cref="Plan.Request"/>; null where nothing was asked for.</summary>
    public string? Request { get; init; }

    /// <summary>What was read into the request, each a sentence.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}

/// <summary>A word of control.</summary>
/// <param name="Argument">What it is about as far as it was said: a run id, a connection; else null.</param>
public sealed record Control(ConversationCommand Name, string? Argument);

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
