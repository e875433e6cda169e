using System.Globalization;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Says in words what a request was read as.</summary>
internal static class Understood
{
    /// <summary>One sentence without its full stop, such as: validate crm and post the report in #ops, every time 0 9 * * 1-5 comes round in Europe/Berlin.</summary>
    public static string Of(Interpretation read)
    {
        var what = Of(read.Operations.Count > 0 ? read.Operations : read.Understood);
        var when = read.Schedule switch
        {
            null => "",
            { Cron: { } cron } => $", on the schedule {cron} ({read.Schedule.Zone})",
            { Once: { } once } => $", once at {once.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} ({read.Schedule.Zone})",
            _ => "",
        };
        var window = read.Window is { } span ? $", from {Moment(span.From)} to {Moment(span.To)} UTC" : "";
        return what + window + when;
    }

    public static string Of(IReadOnlyList<Operation> operations) => string.Join(", then ", operations.Select(Words).Distinct());

    private static string Words(Operation operation)
    {
        var of = operation.Tables.Count > 0 ? $"{string.Join(", ", operation.Tables)} of " : "";
        var except = operation.Except.Count > 0 ? $" without {string.Join(", ", operation.Except)}" : "";
        var verb = operation.Kind switch
        {
            OperationKind.Query => $"answer a question about {of}{operation.Database}",
            OperationKind.Anomalies => $"find unusual rows in {of}{operation.Database}",
            OperationKind.Compare => $"compare {operation.What?.Replace('_', ' ') ?? "everything"} of {operation.Source} and {operation.Target}",
            OperationKind.Verify => $"verify {operation.Target} against {operation.Source}",
            OperationKind.Report => $"post the report{In(operation.Recipient)}",
            OperationKind.Notify => $"notify {operation.Recipient ?? "somebody"}",
            OperationKind.Ticket => "open a ticket",
            OperationKind.Backup => $"back up {operation.Database}",
            OperationKind.Migrate => $"migrate {of}{operation.Source} to {operation.Target}{except}",
            OperationKind.MigrateDryRun => $"plan the migration of {of}{operation.Source} to {operation.Target}{except}",
            OperationKind.Rollback => $"roll back {operation.Run ?? operation.Target ?? "the last migration"}",
            OperationKind.RunJob => $"run {operation.Job}",
            OperationKind.Cancel => $"cancel {operation.Run}",
            OperationKind.History => $"show the {(operation.Status is null ? "" : operation.Status + " ")}runs{(operation.Job is null ? "" : $" of {operation.Job}")}",
            OperationKind.Help => "help",
            OperationKind.ScheduleList => "list the schedules",
            OperationKind.ScheduleNext => $"say when {operation.Job ?? "the next one"} runs",
            OperationKind.ScheduleUpdate or OperationKind.ScheduleCreate => $"change the schedule {operation.Job}",
            OperationKind.SchedulePause => $"pause {operation.Job}{(operation.Until is { } until ? $" until {until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}",
            OperationKind.ScheduleResume => $"resume {operation.Job}",
            OperationKind.ScheduleDelete => $"delete the schedule {operation.Job}",
            OperationKind.Decide => $"decide on {operation.Run}",
            _ => $"{operation.Kind.ToString().ToLowerInvariant()} {of}{operation.Database}{except}",
        };
        return operation.When is null ? verb : $"{verb} if {operation.When}";
    }

    private static string In(string? channel) => channel is null ? "" : $" in {channel}";

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
