using ChatOps.Agents.Planner;
using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Obeys words of control: approve, cancel, status and the like.</summary>
internal sealed class SpokenCommands(
    Decisions decisions, RunControl control, RunAccess access, DialogCatalog catalog, ApprovalStore approvals, RunStore runs, ConversationStore store, Replies replies)
{
    private const int RunsShown = 10;

    /// <summary>Returns the id of the run that it started, or null.</summary>
    public async Task<string?> ObeyAsync(Turn turn, Person person, PlannerReply.Command command, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (command.Name == ConversationCommand.Retry && (command.Argument ?? memory.LastRunId) is { } runId)
            return await control.RetryAsync(turn, person, runId, cancellationToken);
        await AnswerAsync(turn, person, command, memory, cancellationToken);
        return null;
    }

    private Task AnswerAsync(Turn turn, Person person, PlannerReply.Command command, ConversationMemory memory, CancellationToken cancellationToken) => command.Name switch
    {
        ConversationCommand.Approve => DecideAsync(turn, person, command.Argument, Verdict.Approve, cancellationToken),
        ConversationCommand.Reject => DecideAsync(turn, person, command.Argument, Verdict.Reject, cancellationToken),
        ConversationCommand.Cancel => CancelAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Retry => replies.SayAsync(turn, "Nothing has run in this conversation yet, so there is nothing to run again.", ["help"], cancellationToken),
        ConversationCommand.Status => ShowStatusAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Runs => ShowRunsAsync(turn, person, cancellationToken),
        ConversationCommand.Connections => replies.ShowAsync(turn, ListCards.Connections([.. catalog.Visible(person)]), [], cancellationToken),
        ConversationCommand.Help => replies.ShowAsync(turn, HelpCard.For([.. catalog.Visible(person).Select(connection => connection.Name)]), [], cancellationToken),
        ConversationCommand.Why or ConversationCommand.Explain => ExplainAsync(turn, person, command.Argument, memory, cancellationToken),
        ConversationCommand.Edit => replies.SayAsync(turn, "Press Edit on the plan's card to choose its tables, or ask again and name what to leave out, such as: export demo without reviews.", [], cancellationToken),
        ConversationCommand.Undo => replies.SayAsync(turn, "There is nothing for me to take back: I have only read from databases. An export's folder can simply be deleted; its card says where it is.", ["runs"], cancellationToken),
        _ => replies.SayAsync(turn, "All right, I dropped that. Nothing was started.", ["help"], cancellationToken),
    };

    /// <summary>The conversation's unfinished runs, oldest first, and whether one of them waits for a decision.</summary>
    public async Task<(IReadOnlyList<RunInFlight> Runs, bool HasOpenApproval)> InFlightAsync(Turn turn, CancellationToken cancellationToken)
    {
        var unfinished = await UnfinishedAsync(turn, cancellationToken);
        var open = await OpenAsync(unfinished, cancellationToken);
        return ([.. unfinished.Reverse().Select(run => new RunInFlight(run.Id, run.Definition.Name))], open.Count > 0);
    }

    private async Task DecideAsync(Turn turn, Person person, string? runId, Verdict verdict, CancellationToken cancellationToken)
    {
        var open = runId is null
            ? await OpenAsync(await UnfinishedAsync(turn, cancellationToken), cancellationToken)
            : [.. (await approvals.ForRunAsync(runId, cancellationToken)).Where(approval => approval.State == ApprovalState.Open)];
        if (open is not [var request])
        {
            await AskWhichAsync(turn, open, runId, verdict, cancellationToken);
            return;
        }

        var seen = await store.ShownHashAsync(request.RunId, cancellationToken);
        await decisions.DecideAsync(turn, person, request.Id, seen, verdict, cancellationToken);
    }

    private Task AskWhichAsync(Turn turn, List<ApprovalRequest> open, string? runId, Verdict verdict, CancellationToken cancellationToken)
    {
        var word = verdict == Verdict.Approve ? "approve" : "reject";
        return open.Count == 0
            ? replies.SayAsync(turn, runId is null ? "Nothing here is waiting for a decision, so nothing was changed." : $"Run {runId} is not waiting for a decision, so nothing was changed.", ["status"], cancellationToken)
            : replies.SayAsync(turn, $"Which one do you want to {word}?", [.. open.Select(approval => $"{word} {approval.RunId}")], cancellationToken);
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
        if ((runId ?? memory.RunsInFlight.LastOrDefault()?.Id ?? memory.LastRunId) is not { } asked)
            await replies.SayAsync(turn, "Nothing is running, and nothing has run in this conversation yet.", ["help"], cancellationToken);
        else if (await VisibleRunAsync(person, asked, cancellationToken) is not { } run)
            await replies.SayAsync(turn, $"I know no run {asked}.", ["runs"], cancellationToken);
        else
            await replies.ShowAsync(turn, ListCards.Status(run), [], cancellationToken);
    }

    private async Task ShowRunsAsync(Turn turn, Person person, CancellationToken cancellationToken)
    {
        var visible = new List<Run>();
        foreach (var run in await runs.ListAsync(new RunQuery { Limit = 5 * RunsShown }, cancellationToken))
        {
            if (visible.Count < RunsShown && await access.MaySeeAsync(person, run.Id, cancellationToken))
                visible.Add(run);
        }

        if (visible.Count == 0)
            await replies.SayAsync(turn, "Nothing has run yet.", ["help"], cancellationToken);
        else
            await replies.ShowAsync(turn, ListCards.Runs(visible), [], cancellationToken);
    }

    private async Task ExplainAsync(Turn turn, Person person, string? about, ConversationMemory memory, CancellationToken cancellationToken)
    {
        if (Explanations.OfRule(about) is { } rule)
            await replies.SayAsync(turn, rule, [], cancellationToken);
        else if ((about ?? memory.LastRunId) is { } runId && await VisibleRunAsync(person, runId, cancellationToken) is { } run)
            await replies.SayAsync(turn, Explanations.OfRun(run), [], cancellationToken);
        else
            await replies.SayAsync(turn, "I can explain a rule, such as: explain orphaned-rows. Or a run, by its id. Nothing has run in this conversation yet.", ["explain orphaned-rows", "runs"], cancellationToken);
    }

    private async Task<Run?> VisibleRunAsync(Person person, string runId, CancellationToken cancellationToken) =>
        await access.MaySeeAsync(person, runId, cancellationToken) ? await runs.FindAsync(runId, cancellationToken) : null;

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
