namespace ChatOps.Agents.Planner;

/// <summary>What the conversation remembers for the planner. It serialises to JSON as it stands.</summary>
public sealed record ConversationMemory
{
    /// <summary>The connection of the last plan: what "it", "again" and "the same" mean.</summary>
    public string? LastConnection { get; init; }

    /// <summary>The <see cref="Plan.Request"/> of the last plan: what "the same for sales" repeats.</summary>
    public string? LastRequest { get; init; }

    public string? LastRunId { get; init; }

    /// <summary>Runs that have not ended, oldest first.</summary>
    public IReadOnlyList<RunInFlight> RunsInFlight { get; init; } = [];

    /// <summary>At least one approval request of this conversation is undecided.</summary>
    public bool HasOpenApproval { get; init; }

    /// <summary>The connection that the person has chosen to work on: meant wherever none is named.</summary>
    public string? CurrentConnection { get; init; }

    /// <summary>What was done last, oldest step first: what "undo" takes back and "the same for crm" repeats.</summary>
    public IReadOnlyList<Operation> LastOperations { get; init; } = [];

    /// <summary>What was done last has not ended.</summary>
    public bool LastIsRunning { get; init; }

    /// <summary>Requests that wait for a decision, with who asked for each; the person who speaks is <c>me</c>.</summary>
    public IReadOnlyList<OpenDecision> OpenDecisions { get; init; } = [];

    /// <summary>The question asked last, until it is answered, dropped or overtaken by a new request.</summary>
    public PendingRequest? Pending { get; init; }

    /// <summary>Names of the aliases said last, newest first.</summary>
    public IReadOnlyList<string> UsedAliases { get; init; } = [];
}

/// <summary>A run that has not ended.</summary>
public sealed record RunInFlight(string Id, string Title);

/// <summary>A request that waits for a decision.</summary>
public sealed record OpenDecision(string Id, bool IsOwn);

/// <summary>A request that waits for an answer, with what was understood of it. It serialises to JSON as it stands.</summary>
public sealed record PendingRequest
{
    /// <summary>The request that the question is about, as the person wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>What the question asks for.</summary>
    public required PendingSlot Slot { get; init; }

    /// <summary>The words that could not be resolved, or null when nothing was said.</summary>
    public string? Mention { get; init; }

    /// <summary>What was offered, in the order shown; "the second" and "2" count in it.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Answers given so far to questions about this request.</summary>
    public IReadOnlyList<Resolution> Resolved { get; init; } = [];

    /// <summary>What a yes is about: exactly this is done then, and nothing else. Empty for other questions.</summary>
    public IReadOnlyList<Operation> Planned { get; init; } = [];
}

/// <summary>A person's answer: what <paramref name="Mention"/> means (null: what was left out).</summary>
public sealed record Resolution(PendingSlot Slot, string? Mention, string Value);

/// <summary>What a question asks for.</summary>
public enum PendingSlot
{
    /// <summary>Which connection the request is about.</summary>
    Connection,

    /// <summary>Where a migration goes.</summary>
    Target,

    /// <summary>Which table the mention means.</summary>
    Table,

    /// <summary>What is to be done with the connection that was named.</summary>
    Action,

    /// <summary>Which run a command is about.</summary>
    Run,

    /// <summary>Which alias was meant; answered before the planner reads, which never sees one.</summary>
    Alias,

    /// <summary>When it is to happen.</summary>
    Time,

    /// <summary>Whether <see cref="PendingRequest.Planned"/> is what was meant: yes or no.</summary>
    Confirmation,
}
