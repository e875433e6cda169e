using System.Globalization;
using ChatOps.Cards;
using ChatOps.Pipelines.Approvals;

namespace ChatOps.Conversation.Presentation;

/// <summary>The form behind Edit. What it sends makes a new version of the plan, which needs a decision of its own.</summary>
internal static class EditForm
{
    public const string TablesField = "tables";

    public static CardAction.Form For(Proposal proposal, ApprovalRequest open) => new(
        "Edit",
        [new FormField.Choices(TablesField, "Tables", [.. proposal.Tables.Select((table, index) => new Choice(table, Position(index)))], Ticked(proposal))],
        "Make a new version",
        new ActionPayload("edit", open.RunId, open.PlanHash));

    private static List<string> Ticked(Proposal proposal) =>
        [.. proposal.Tables.Index()
            .Where(table => proposal.Chosen.Count == 0 || proposal.Chosen.Contains(table.Item, StringComparer.OrdinalIgnoreCase))
            .Select(table => Position(table.Index))];

    private static string Position(int index) => index.ToString(CultureInfo.InvariantCulture);
}
