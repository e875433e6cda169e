using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Approvals;

/// <summary>A question to people: may these steps run exactly as they stand?</summary>
public sealed record ApprovalRequest
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    /// <summary>The steps that one decision covers.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The highest risk among the steps.</summary>
    public required RiskClass Risk { get; init; }

    /// <summary>The strictest environment among the targets.</summary>
    public required string Environment { get; init; }

    public required Requirement Requirement { get; init; }

    /// <summary>Lower-case hex SHA-256 over what would run; a decision names it, so it cannot be about something else.</summary>
    public required string PlanHash { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required ApprovalState State { get; init; }

    /// <summary>Why it was voided, in words for people; else null.</summary>
    public string? Reason { get; init; }

    public IReadOnlyList<Decision> Decisions { get; init; } = [];
}

/// <summary>Who must agree.</summary>
/// <param name="Approvals">How many different people; 0 means nobody.</param>
/// <param name="RequesterMayDecide">The person who asked counts as one of them.</param>
/// <param name="FreshSignIn">Each must have signed in again for this decision.</param>
public sealed record Requirement(int Approvals, bool RequesterMayDecide, bool FreshSignIn = false);

/// <summary>One person's answer.</summary>
public sealed record Decision(
    string ApprovalId, string PersonId, string PersonName, Verdict Verdict, DateTimeOffset At, string Channel, string? Comment);

/// <summary>What a person said.</summary>
public enum Verdict
{
    Approve,
    Reject,
}

/// <summary>Where a request stands.</summary>
public enum ApprovalState
{
    /// <summary>Fewer people than required have agreed, and nobody has rejected.</summary>
    Open,

    /// <summary>Enough people agreed.</summary>
    Approved,

    /// <summary>Somebody rejected; the run does not go on.</summary>
    Rejected,

    /// <summary>What it was about changed or was edited, so no answer to it counts.</summary>
    Voided,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>The run was cancelled before anybody decided.</summary>
    Withdrawn,
}
