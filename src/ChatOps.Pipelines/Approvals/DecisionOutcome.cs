namespace ChatOps.Pipelines.Approvals;

/// <summary>What became of a press on Approve or Reject.</summary>
public abstract record DecisionOutcome
{
    private DecisionOutcome()
    {
    }

    /// <summary>The decision is durable; the request may still wait for more people.</summary>
    public sealed record Recorded(ApprovalRequest Request) : DecisionOutcome;

    /// <summary>The request was no longer open, or this person has answered before; nothing changed.</summary>
    public sealed record AlreadyDecided(ApprovalRequest Request) : DecisionOutcome;

    /// <summary>This person may not decide this; the reason is for them. Nothing changed.</summary>
    public sealed record Refused(ApprovalRequest Request, string Reason) : DecisionOutcome;

    /// <summary>The hash given is not the hash of what would run; nothing changed.</summary>
    public sealed record PlanChanged(ApprovalRequest Request) : DecisionOutcome;

    /// <summary>There is no such request.</summary>
    public sealed record Unknown(string ApprovalId) : DecisionOutcome;
}
