using System.Text.Json;
using ChatOps.Database.Checks.RuleFiles.Quarantine;
using ChatOps.Database.Connections;
using ChatOps.Pipelines;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>quarantine.export</c>: writes the rows that fail a rule file's checks to CSV files. Raw rows leave the database, so it is of the risk of an export.</summary>
public sealed class QuarantineExportStep(ConnectionRegistry connections, RowQuarantine quarantine, RuleFileInput rules, PipelinesOptions options) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "quarantine.export", "Write failing rows to CSV", "Data-quality specialist", RiskClass.Files, QuarantineSchemas.InputWithFolder, QuarantineSchemas.Output)
    {
        Effect = "Creates one CSV file for each table with rows that fail the checks, with these rows as they are and nothing masked. The database is only read.",
        Undo = "delete the folder of the failing rows; nothing else is touched.",
    };

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var folder = work.Context.With.TryGetProperty("folder", out var named) && named.GetString() is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Path.Combine(Path.GetFullPath(options.DataFolder), "quarantine", work.Context.RunId);
        var result = await quarantine.WriteFilesAsync(work.Connection, rules.OptionsOf(work), folder, cancellationToken);
        return ReportJson.ToElement(QuarantineSummary.Of(result, folder));
    }
}
