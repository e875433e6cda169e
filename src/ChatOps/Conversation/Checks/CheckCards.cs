using System.Globalization;
using ChatOps.Agents.Specialists.DataQuality;
using ChatOps.Cards;
using ChatOps.Reports;

namespace ChatOps.Conversation.Checks;

/// <summary>The card that asks whether an answer is to become a check.</summary>
internal static class CheckCards
{
    public static Card Ask(SavedCheck check, string runId, bool replace) => new()
    {
        Title = replace ? $"Replace the check {check.Name}?" : $"Save the check {check.Name}?",
        Subtitle = check.Question,
        Summary = $"{(replace ? "Replaces" : "Saves")} the check {check.Name} on {check.Connection}: it fails where its query returns {Failing(check)}. Nothing is saved until you press it.",
        Blocks =
        [
            new CardBlock.Facts(
            [
                new Fact("Name", check.Name),
                new Fact("Connection", check.Connection),
                new Fact("Table", check.Table),
                new Fact("Fails where the query returns", Failing(check)),
                new Fact("Written to", $"rules/{SavedCheck.FileOf(check.Name)} in the data folder; no database is changed"),
            ]),
            new CardBlock.Text(check.Sql, Monospace: true),
            new CardBlock.Text($"Another name or limit: save that as a check called {check.Name} expecting at most 10 rows", Subtle: true),
        ],
        Actions = [new CardAction.Submit(replace ? "Replace" : "Save", new ActionPayload(CheckTalk.SaveVerb, $"{runId} {check.Name} {check.AtMost.ToString(CultureInfo.InvariantCulture)} {(replace ? "replace" : "new")}", check.Digest), ActionStyle.Positive)],
    };

    /// <summary>"any row", "more than 3 rows".</summary>
    public static string Failing(SavedCheck check) => check.AtMost == 0 ? "any row" : $"more than {Figures.Count(check.AtMost, "row")}";
}
