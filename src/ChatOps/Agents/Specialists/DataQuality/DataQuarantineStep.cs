using System.Text.Json;
using ChatOps.Database.Checks.RuleFiles.Quarantine;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>data.quarantine</c>: copies the rows that fail a rule file's checks into a table of their own database. An attempt that is repeated replaces what the first has left.</summary>
public sealed class DataQuarantineStep(ConnectionRegistry connections, RowQuarantine quarantine, RuleFileInput rules) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "data.quarantine", "Copy failing rows into a quarantine table", "Data-quality specialist", RiskClass.Write, QuarantineSchemas.Input, QuarantineSchemas.Output)
    {
        Effect = $"Writes to the database: copies of the rows that fail the checks go into its table {RowQuarantine.TableName}, which is created where it is not there. The rows themselves stay as they are.",
        Undo = $"delete the rows of this run from {RowQuarantine.TableName}; no other table is touched.",
    };

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var result = await quarantine.WriteTableAsync(work.Connection, rules.OptionsOf(work), work.Context.IdempotencyKey, cancellationToken);
        return ReportJson.ToElement(QuarantineSummary.Of(result, RowQuarantine.TableName));
    }
}
