using System.Text.Json;
using ChatOps.Agents.History;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.AnomalyDetector;

/// <summary>
/// <c>anomaly.trend</c>: compares the newest profile with those before it. Behind a <c>data.profile</c> step of the same run
/// it looks at what that one measured, else at every table's newest measurement.
/// </summary>
public sealed class AnomalyTrendStep(ConnectionRegistry connections, ProfileHistory history) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "anomaly.trend", "Compare with former runs", "Anomaly detector", RiskClass.Read, StepSchemas.ConnectionAndTables, OutputSchema);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "tested", "errors", "warnings", "infos", "result"],
          "properties": {
            "summary": { "type": "string" },
            "tested": { "type": "integer", "description": "Figures that had enough history." },
            "errors": { "type": "integer" },
            "warnings": { "type": "integer" },
            "infos": { "type": "integer" },
            "result": { "type": "string" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var measurements = await history.ReadAsync(work.Connection, cancellationToken);
        var report = await Task.Run(() => TrendReports.Of(work.Connection.Name, Asked(work, measurements), cancellationToken), cancellationToken);
        var artifact = await work.KeepAsync("trends.json", new ReportPart { Trends = report }, cancellationToken);
        return ReportJson.ToElement(TrendSummary.Of(report, artifact));
    }

    /// <summary>The tables that were asked for, and of them those that this run measured where it measured any.</summary>
    private static IReadOnlyList<IGrouping<string, Measurement>> Asked(DatabaseWork work, IReadOnlyList<Measurement> measurements)
    {
        var tables = measurements.GroupBy(one => one.Table)
            .Where(table => work.Tables is null || work.Tables.Contains(table.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(table => table.Key, StringComparer.Ordinal)
            .ToList();
        bool IsOfThisRun(IGrouping<string, Measurement> table) => table.Last().Source.StartsWith($"{work.Context.RunId}/", StringComparison.Ordinal);
        return tables.Any(IsOfThisRun) ? [.. tables.Where(IsOfThisRun)] : tables;
    }

    /// <summary>The output: counts, and where the full result is.</summary>
    private sealed record TrendSummary(string Summary, int Tested, int Errors, int Warnings, int Infos, string Result)
    {
        public static TrendSummary Of(TrendReport report, string artifact)
        {
            int CountOf(Severity severity) => report.Findings.Count(finding => finding.Severity == severity);
            return new TrendSummary(
                report.Tested == 0 ? "too few former runs to compare with" : $"{Figures.Number(report.Findings.Count)} of {Figures.Count(report.Tested, "figure")} unusual",
                report.Tested, CountOf(Severity.Error), CountOf(Severity.Warning), CountOf(Severity.Info), artifact);
        }
    }
}
