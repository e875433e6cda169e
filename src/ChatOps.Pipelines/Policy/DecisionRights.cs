using ChatOps.Pipelines.Approvals;

namespace ChatOps.Pipelines.Policy;

/// <summary>Who may decide on a request.</summary>
internal static class DecisionRights
{
    /// <returns>Null when the person may decide, else why not, for the person.</returns>
    /// <param name="freshWindow">A sign-in older than this is not fresh.</param>
    public static string? Refusal(ApprovalRequest request, Actor actor, Verdict verdict, DateTimeOffset now, TimeSpan freshWindow)
    {
        var isRequester = actor.Id == request.RequestedBy;
        // Withdrawing one's own plan takes no right over others.
        if (isRequester && verdict == Verdict.Reject && actor.Roles.HasFlag(Roles.Operator))
            return null;
        if (isRequester && !request.Requirement.RequesterMayDecide)
            return "You asked for this plan, so somebody else has to decide on it.";
        if (isRequester && !actor.Roles.HasFlag(Roles.Operator) && !actor.Roles.HasFlag(Roles.Approver))
            return "Deciding needs the role operator or approver, which you do not have.";
        if (!isRequester && !actor.Roles.HasFlag(Roles.Approver))
            return "Deciding on other people's plans needs the role approver, which you do not have.";
        if (request.Requirement.FreshSignIn && verdict == Verdict.Approve && !IsFresh(actor, now, freshWindow))
            return $"This plan destroys something in production, so it needs a sign-in of the last {freshWindow.TotalMinutes:0} minutes. Sign in again and decide then.";
        return null;
    }

    private static bool IsFresh(Actor actor, DateTimeOffset now, TimeSpan window) =>
        actor.SignedInAt is { } at && now - at <= window && at <= now + TimeSpan.FromMinutes(1);
}
