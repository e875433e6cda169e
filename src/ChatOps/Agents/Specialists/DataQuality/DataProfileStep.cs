using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>data.profile</c>: exact statistics of every table and column.</summary>
public sealed class DataProfileStep(ConnectionRegistry connections, Profiler profiler) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "data.profile", "Profile the data", "Data-quality specialist", RiskClass.Read, StepSchemas.ConnectionAndTables, StepSchemas.ResultOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var profile = await profiler.ProfileAsync(work.Connection, new ProfileOptions { Tables = work.Tables }, work, cancellationToken);
        var summary = $"{Figures.Count(profile.Tables.Count, "table")}, {Figures.Count(profile.Tables.Sum(table => table.Rows), "row")}";
        return ReportJson.ToElement(new ResultSummary(summary, await work.KeepAsync("profile.json", new ReportPart { Profile = profile }, cancellationToken)));
    }
}
