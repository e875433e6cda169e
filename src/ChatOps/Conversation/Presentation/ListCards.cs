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
