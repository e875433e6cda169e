using System.Text.Json;
using ChatOps.Agents.History;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>data.profile</c>: exact statistics of every table and column, kept so that later runs can be compared with them.</summary>
public sealed class DataProfileStep(ConnectionRegistry connections, Profiler profiler, ProfileHistory history) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "data.profile", "Profile the data", "Data-quality specialist", RiskClass.Read, StepSchemas.ConnectionAndTables, StepSchemas.ResultOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var profile = await profiler.ProfileAsync(work.Connection, new ProfileOptions { Tables = work.Tables }, work, cancellationToken);
        await history.AddAsync(work.Connection, profile, work.Context.IdempotencyKey, cancellationToken);
        var summary = $"{Figures.Count(profile.Tables.Count, "table")}, {Figures.Count(profile.Tables.Sum(table => table.Rows), "row")}";
        return ReportJson.ToElement(new ResultSummary(summary, await work.KeepAsync("profile.json", new ReportPart { Profile = profile }, cancellationToken)));
    }
}
