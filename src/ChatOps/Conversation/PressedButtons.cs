using System.Globalization;
using ChatOps.Agents.Planner;
using ChatOps.Cards;
using ChatOps.Conversation.Checks;
using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>
/// Acts on a pressed button. The payload is input from outside: the person's rights, the id and the hash are looked up
/// here again, whatever the card said.
/// </summary>
internal sealed class PressedButtons(
    Decisions decisions, RunControl control, ApprovalStore approvals, RunStore runs, ConversationStore store, PlanProposer proposer, ProposalKeeping keeping, CheckTalk checks, Replies replies)
{
    /// <summary>Returns the id of the run that it started, or null.</summary>
    public async Task<string?> PressAsync(Turn turn, Person person, ActionPayload action, CancellationToken cancellationToken)
    {
        switch (action.Verb)
        {
            case "edit":
                return await EditAsync(turn, person, action, cancellationToken);
            case "retry":
                return await control.RetryAsync(turn, person, action.Id, cancellationToken);
            case "approve":
                await decisions.DecideAsync(turn, person, action.Id, action.Hash, Verdict.Approve, cancellationToken);
                break;
            case "reject":
                await decisions.DecideAsync(turn, person, action.Id, action.Hash, Verdict.Reject, cancellationToken);
                break;
            case CheckTalk.OfferVerb:
                await checks.OfferAsync(turn, person, action.Id, cancellationToken);
                break;
            case CheckTalk.SaveVerb:
                await checks.SaveAsync(turn, person, action, cancellationToken);
                break;
            case "cancel":
                await control.CancelAsync(turn, person, action.Id, cancellationToken);
                break;
            case ProposalKeeping.Verb:
                await keeping.KeepAsync(turn, person, action.Id, action.Hash, cancellationToken);
                break;
            default:
                await replies.SayAsync(turn, "I do not know that button, so I did nothing. It may come from an older version; say help to see what I can do.", ["help"], cancellationToken);
                break;
        }

        return null;
    }

    private async Task<string?> EditAsync(Turn turn, Person person, ActionPayload action, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(action.Id, cancellationToken);
        var proposal = await store.FindProposalAsync(action.Id, cancellationToken);
        if (run is null || proposal is null || !proposal.Connections.All(person.MaySee))
        {
            await replies.SayAsync(turn, "There is no such plan. Nothing was changed.", ["status"], cancellationToken);
            return null;
        }

        var open = (await approvals.ForRunAsync(run.Id, cancellationToken)).FirstOrDefault(approval => approval.State == ApprovalState.Open);
        if (open is null || open.PlanHash != action.Hash)
        {
            await replies.SayAsync(turn, "That plan is no longer waiting as you saw it, so it was not edited. Nothing was changed.", ["status"], cancellationToken);
            return null;
        }

        var tables = Chosen(proposal, action);
        if (tables.Count == 0)
        {
            await replies.SayAsync(turn, "Without any table nothing is left to do, so the plan stays as it was. Tick at least one table, or reject it.", [], cancellationToken);
            return null;
        }

        return await proposer.ReviseAsync(turn, person, Revised(run, proposal, tables), run.Id, cancellationToken);
    }

    private static Plan Revised(Run run, Proposal proposal, List<string> tables) => new()
    {
        Title = proposal.Title,
        Intent = "edited",
        Definition = PlanTables.Limit(run.Definition, tables),
        Connections = proposal.Connections,
        Summary = tables.Count == proposal.Tables.Count ? proposal.Summary : $"Limited to {string.Join(", ", tables)}.",
        Assumptions = proposal.Assumptions,
    };

    /// <summary>The form sends positions, so that a table's name may hold anything; positions that do not exist are dropped.</summary>
    private static List<string> Chosen(Proposal proposal, ActionPayload action) =>
        [.. action.Values.GetValueOrDefault(EditForm.TablesField, "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(position => int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
            .Where(index => index >= 0 && index < proposal.Tables.Count)
            .Distinct()
            .Order()
            .Select(index => proposal.Tables[index])];
}
