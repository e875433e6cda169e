using ChatOps.Pipelines.Policy;

namespace ChatOps.Pipelines.Approvals;

/// <summary>One person's press on Approve or Reject.</summary>
public sealed record DecisionRequest
{
    public required string ApprovalId { get; init; }

    /// <summary>The hash that stood on the card the person saw.</summary>
    public required string PlanHash { get; init; }

    public required Actor Actor { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Where the person pressed, such as <c>directline</c> or <c>terminal</c>.</summary>
    public required string Channel { get; init; }

    public string? Comment { get; init; }
}
