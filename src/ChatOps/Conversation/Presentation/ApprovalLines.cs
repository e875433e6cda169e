using System.Globalization;
using ChatOps.Cards;
using ChatOps.Pipelines.Approvals;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>Who must decide and who did, in words.</summary>
internal static class ApprovalLines
{
    /// <param name="runError">What the card says anyway, and need not be said twice.</param>
    public static IEnumerable<CardBlock> Of(IReadOnlyList<ApprovalRequest> approvals, string? runError)
    {
        foreach (var approval in approvals)
        {
            foreach (var decision in approval.Decisions)
                yield return Decided(decision);
            if (approval.State is ApprovalState.Voided or ApprovalState.Expired && approval.Reason is { } reason && runError?.Contains(reason, StringComparison.Ordinal) != true)
                yield return new CardBlock.Text(reason, Tone.Warning);
            if (approval.State == ApprovalState.Open)
                yield return new CardBlock.Text($"Needs {Need(approval)}. The decision is bound to plan {approval.PlanHash[..12]}.", Tone.Warning);
        }
    }

    /// <summary>Such as "one approval" or "2 approvals by other people".</summary>
    public static string Need(ApprovalRequest request)
    {
        var missing = request.Requirement.Approvals - request.Decisions.Count(decision => decision.Verdict == Verdict.Approve);
        var who = request.Requirement.RequesterMayDecide ? "" : missing == 1 ? " by another person" : " by other people";
        return Figures.Count(missing, "approval") + who + (request.Requirement.FreshSignIn ? ", signed in again" : "");
    }

    private static CardBlock.Text Decided(Decision decision)
    {
        var verb = decision.Verdict == Verdict.Approve ? "Approved" : "Rejected";
        var at = decision.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var comment = string.IsNullOrWhiteSpace(decision.Comment) ? "" : $": {decision.Comment}";
        return new CardBlock.Text(
            $"{verb} by {decision.PersonName}, {at}, in {decision.Channel}{comment}",
            decision.Verdict == Verdict.Approve ? Tone.Good : Tone.Bad);
    }
}
