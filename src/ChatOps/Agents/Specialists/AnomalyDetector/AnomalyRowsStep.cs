using System.Text.Json;
using ChatOps.Database;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.AnomalyDetector;

/// <summary><c>anomaly.rows</c>: scores every row of every table that has something to compare.</summary>
public sealed class AnomalyRowsStep(ConnectionRegistry connections, SchemaReader schemas, RowAnomalies anomalies) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "anomaly.rows", "Look for odd rows", "Anomaly detector", RiskClass.Read, StepSchemas.ConnectionAndTables, StepSchemas.ResultOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var schema = await schemas.ReadAsync(work.Connection, cancellationToken);
        var names = schema.Tables.Select(table => table.Name)
            .Where(name => work.Tables is null || work.Tables.Contains(name, StringComparer.OrdinalIgnoreCase))
            .ToList();
        var results = new List<AnomalyResult>();
        var notChecked = new List<NotChecked>();
        var notScored = new List<string>();
        for (var done = 0; done < names.Count; done++)
        {
            work.Report(new WorkProgress(done, names.Count, "tables", names[done]));
            var result = await ScoreAsync(work, names[done], notChecked, cancellationToken);
            if (result is { Columns.Count: > 0 })
                results.Add(result);
            else if (result is not null)
                notScored.Add(result.Table);
        }

        var odd = results.Sum(result => result.Anomalies);
        var artifact = await work.KeepAsync("anomalies.json", new ReportPart { Anomalies = new AnomalyReport(results, notChecked, notScored) }, cancellationToken);
        return ReportJson.ToElement(new ResultSummary($"{Figures.Count(odd, "odd row")} of {Figures.Number(results.Sum(result => result.Rows))}", artifact));
    }

    /// <summary>The result, with no columns for a table that has nothing to compare; null for one that could not be read.</summary>
    private async Task<AnomalyResult?> ScoreAsync(DatabaseWork work, string table, List<NotChecked> notChecked, CancellationToken cancellationToken)
    {
        try
        {
            return await anomalies.DetectAsync(work.Connection, new AnomalyOptions { Table = table }, progress: null, cancellationToken);
        }
        catch (DatabaseException problem) when (!problem.IsTransient)
        {
            notChecked.Add(new NotChecked(table, problem.Message));
            return null;
        }
    }
}
