using System.Globalization;
using ChatOps.Cards;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>Cards that list what is there.</summary>
internal static class ListCards
{
    public static Card Connections(IReadOnlyList<DatabaseConnection> connections) => new()
    {
        Title = "Connections",
        Summary = Figures.Count(connections.Count, "connection"),
        Blocks = connections.Count == 0
            ? [new CardBlock.Text("You may see no connection yet. Ask an administrator to add one to you in the People section of the configuration.")]
            : [new CardBlock.Table(["Name", "Also called", "Engine", "Environment"], [.. connections.Select(Row)])],
        Actions = [.. connections.Take(3).Select(connection => Say($"validate {connection.Name}"))],
    };

    public static Card Runs(IReadOnlyList<Run> runs) => new()
    {
        Title = "Recent runs",
        Summary = Figures.Count(runs.Count, "recent run"),
        Blocks = [new CardBlock.Table(["Run", "What", "Status", "Asked"], [.. runs.Select(run => new[] { run.Id, run.Definition.Name, Word(run.Status), When(run.CreatedAt) })])],
    };

    public static Card Status(Run run) => new()
    {
        Title = $"{run.Definition.Name}: {Word(run.Status)}",
        Subtitle = $"run {run.Id}, asked {When(run.CreatedAt)}",
        Summary = $"Run {run.Id} is {Word(run.Status)}",
        Blocks = [.. StatusBlocks(run)],
        Actions = run.EndedAt is null ? [new CardAction.Submit("Cancel", new ActionPayload("cancel", run.Id), ActionStyle.Destructive)] : [],
    };

    private static IEnumerable<CardBlock> StatusBlocks(Run run)
    {
        var ended = run.Steps.Count(step => step.Item is null && step.EndedAt is not null);
        yield return new CardBlock.Text($"{ended} of {Figures.Count(run.Definition.Steps.Count, "step")} ended.");
        foreach (var step in run.Steps.Where(step => step is { Item: null, Status: StepStatus.Running }))
            yield return new CardBlock.Text(step.Progress is { } progress ? $"{step.StepId}: {Figures.Number(progress.Done)} {progress.Unit}{(progress.Note is { } note ? $", {note}" : "")}" : $"{step.StepId}: running");
        if (run.Error is { } error)
            yield return new CardBlock.Text(error, Tone.Bad);
    }

    private static CardAction Say(string words) => new CardAction.Submit(words, new ActionPayload("say", words));

    private static string[] Row(DatabaseConnection connection) =>
        [connection.Name, string.Join(", ", connection.Aliases), DialogCatalog.ProviderName(connection), connection.Environment];

    private static string When(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Word(RunStatus status) => status switch
    {
        RunStatus.Pending => "starting",
        RunStatus.WaitingForApproval => "waiting for a decision",
        RunStatus.Running => "running",
        RunStatus.Succeeded => "done",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => "parked",
    };
}
