using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>data.check</c>: every data check over full tables, with exact counts.</summary>
public sealed class DataCheckStep(ConnectionRegistry connections, DataChecker checker, RuleFileInput rules) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "data.check", "Check the data", "Data-quality specialist", RiskClass.Read, StepSchemas.ConnectionTablesAndRules, StepSchemas.CheckOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var result = await checker.CheckAsync(work.Connection, rules.OptionsOf(work), work, cancellationToken);
        return ReportJson.ToElement(CheckSummary.Of(result, await work.KeepAsync("data.json", new ReportPart { Checks = result }, cancellationToken)));
    }
}
