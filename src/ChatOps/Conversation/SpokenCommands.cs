using ChatOps.Agents.Planner;
using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Obeys words of control: approve, cancel, status and the like.</summary>
internal sealed class SpokenCommands(
    SpokenDecisions decisions, RunTalk talk, RunControl control, Rollbacks rollbacks, RunCards cards, RunAccess access, DialogCatalog catalog, ApprovalStore approvals, RunStore runs, Replies replies)
{
    private const int RunsShown = 10;

    /// <summary>Returns the id of the run that it started, or null.</summary>
    public async Task<string?> ObeyAsync(Turn turn, Person person, PlannerReply.Command command, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (command.Name == ConversationCommand.Retry && (command.Argument ?? memory.LastRunId) is { } runId)
            return await control.RetryAsync(turn, person, runId, cancellationToken);
        if (command.Name == ConversationCommand.Undo)
            return await rollbacks.ProposeAsync(turn, person, command.Argument, memory, cancellationToken);
        await AnswerAsync(turn, person, command, memory, cancellationToken);
        return null;
    }

    private Task AnswerAsync(Turn turn, Person person, PlannerReply.Command command, ConversationMemory memory, CancellationToken cancellationToken) => command.Name switch
    {
        ConversationCommand.Approve => decisions.DecideAsync(turn, person, command.Argument, Verdict.Approve, memory, cancellationToken),
        ConversationCommand.Reject => decisions.DecideAsync(turn, person, command.Argument, Verdict.Reject, memory, cancellationToken),
        ConversationCommand.Cancel => CancelAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Retry => replies.SayAsync(turn, "Nothing has run in this conversation yet, so there is nothing to run again.", ["help"], cancellationToken),
        ConversationCommand.Status => ShowStatusAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Runs => ShowRunsAsync(turn, person, cancellationToken),
        ConversationCommand.Connections => replies.ShowAsync(turn, ListCards.Connections([.. catalog.Visible(person)]), [], cancellationToken),
        ConversationCommand.Help => replies.ShowAsync(turn, HelpCard.For([.. catalog.Visible(person).Select(connection => connection.Name)]), [], cancellationToken),
        ConversationCommand.Why or ConversationCommand.Explain => ExplainAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Edit => replies.SayAsync(turn, "Press Edit on the plan's card to choose its tables, or ask again and name what to leave out, such as: export demo without reviews.", [], cancellationToken),
        _ => replies.SayAsync(turn, "All right, I dropped that. Nothing was started.", ["help"], cancellationToken),
    };

    /// <summary>The conversation's unfinished runs, oldest first, and whether one of them waits for a decision.</summary>
    public async Task<(IReadOnlyList<RunInFlight> Runs, bool HasOpenApproval)> InFlightAsync(Turn turn, CancellationToken cancellationToken)
    {
        var unfinished = await UnfinishedAsync(turn, cancellationToken);
        var open = await OpenAsync(unfinished, cancellationToken);
        return ([.. unfinished.Reverse().Select(run => new RunInFlight(run.Id, run.Definition.Name))], open.Count > 0);
    }

    private Task CancelAsync(Turn turn, Person person, string? runId, ConversationMemory memory, CancellationToken cancellationToken) => (runId, memory.RunsInFlight) switch
    {
        ({ } named, _) => control.CancelAsync(turn, person, named, cancellationToken),
        (null, [var only]) => control.CancelAsync(turn, person, only.Id, cancellationToken),
        (null, []) => replies.SayAsync(turn, "Nothing is running here, so there is nothing to cancel.", ["runs"], cancellationToken),
        _ => replies.SayAsync(turn, "Which one do you want to cancel?", [.. memory.RunsInFlight.Select(run => $"cancel {run.Id}")], cancellationToken),
    };

    private async Task ShowStatusAsync(Turn turn, Person person, string? runId, ConversationMemory memory, CancellationToken cancellationToken)
    {
        var waiting = runId is null && memory.RunsInFlight.Count == 0 ? await decisions.ElsewhereAsync(person, cancellationToken) : [];
        if (waiting.Count > 1)
            await replies.SayAsync(turn, $"{waiting.Count} plans wait for a decision. Which one do you want to see?", [.. waiting.Take(5).Select(request => $"status {request.RunId}")], cancellationToken);
        else if ((runId ?? memory.RunsInFlight.LastOrDefault()?.Id ?? waiting.FirstOrDefault()?.RunId ?? memory.LastRunId) is not { } asked)
            await replies.SayAsync(turn, "Nothing is running, and nothing has run in this conversation yet.", ["help"], cancellationToken);
        else if (!await access.MaySeeAsync(person, asked, cancellationToken) || await cards.DrawAsync(asked, cancellationToken) is not { } drawn)
            await replies.SayAsync(turn, $"I know no run {asked}.", ["runs"], cancellationToken);
        else
            await ShowAsync(turn, drawn, cancellationToken);
    }

    private async Task ShowAsync(Turn turn, DrawnRun drawn, CancellationToken cancellationToken)
    {
        await replies.ShowAsync(turn, drawn.Card, [], cancellationToken);
        await cards.RememberShownAsync(drawn, turn.ConversationId, cancellationToken);
    }

    private async Task ShowRunsAsync(Turn turn, Person person, CancellationToken cancellationToken)
    {
        var recent = await runs.ListAsync(new RunQuery { Limit = 5 * RunsShown }, cancellationToken);
        var visible = recent.Where(run => RunAccess.MaySee(person, run)).Take(RunsShown).ToList();
        if (visible.Count == 0)
            await replies.SayAsync(turn, "Nothing has run yet.", ["help"], cancellationToken);
        else
            await replies.ShowAsync(turn, ListCards.Runs(visible), [], cancellationToken);
    }

    private async Task ExplainAsync(Turn turn, Person person, string? about, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (Explanations.OfRule(about) is { } rule)
            await replies.SayAsync(turn, rule, [], cancellationToken);
        else if ((about ?? memory.LastRunId) is { } runId && await access.FindAsync(person, runId, cancellationToken) is { } run)
            await talk.ExplainAsync(turn, run, memory, cancellationToken);
        else if (about is not null)
            await replies.SayAsync(turn, $"I know no rule and no run {about}. Say runs to see the runs; a report names its rules.", ["runs"], cancellationToken);
        else
            await replies.SayAsync(turn, "I can explain a rule, such as: explain orphaned-rows. Or a run, by its id. Nothing has run in this conversation yet.", ["explain orphaned-rows", "runs"], cancellationToken);
    }

    private Task<IReadOnlyList<Run>> UnfinishedAsync(Turn turn, CancellationToken cancellationToken) =>
        runs.ListAsync(new RunQuery { Origin = Origin.Of(turn).ToString(), UnfinishedOnly = true, Limit = 50 }, cancellationToken);

    private async Task<List<ApprovalRequest>> OpenAsync(IReadOnlyList<Run> unfinished, CancellationToken cancellationToken)
    {
        var open = new List<ApprovalRequest>();
        foreach (var run in unfinished)
            open.AddRange((await approvals.ForRunAsync(run.Id, cancellationToken)).Where(approval => approval.State == ApprovalState.Open));
        return open;
    }
}
