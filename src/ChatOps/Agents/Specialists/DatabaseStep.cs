using System.Text.Json;
using ChatOps.Database;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Specialists;

/// <summary>A step that works on a configured connection. It finds the connection and passes progress on.</summary>
public abstract class DatabaseStep(ConnectionRegistry connections) : IStepHandler
{
    public abstract StepType Type { get; }

    public Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => StepFailures.TellAsync(
        () => ExecuteAsync(new DatabaseWork(context, Find(context.With.GetProperty(StepConnections.Main).GetString() ?? ""), Tables(context.With)), cancellationToken));

    protected abstract Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken);

    /// <summary>The connection of that name.</summary>
    /// <exception cref="DatabaseException">There is none.</exception>
    protected DatabaseConnection Find(string name) => connections.Require(name);

    private static List<string>? Tables(JsonElement with) =>
        with.TryGetProperty("tables", out var tables) ? [.. tables.EnumerateArray().Select(table => table.GetString() ?? "")] : null;
}

/// <summary>One attempt of a <see cref="DatabaseStep"/>.</summary>
/// <param name="Tables">Only these tables; null for all.</param>
public sealed record DatabaseWork(StepContext Context, DatabaseConnection Connection, IReadOnlyList<string>? Tables) : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => Context.Pass(value);

    /// <summary>Keeps a result for reports, with personal data masked unless the connection shows it, and returns the artifact's id.</summary>
    public Task<string> KeepAsync(string name, ReportPart result, CancellationToken cancellationToken) =>
        KeepAsync<ReportPart>(name, Connection.ShowPersonalData ? result : PersonalDataMask.Apply(result), cancellationToken);

    /// <summary>Keeps a full result as a JSON artifact for the steps that follow, and returns its id.</summary>
    public Task<string> KeepAsync<T>(string name, T result, CancellationToken cancellationToken) => Context.KeepAsync(name, result, cancellationToken);
}
