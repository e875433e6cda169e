using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.SchemaValidator;

/// <summary><c>schema.validate</c>: every schema rule over the live schema, with exact counts.</summary>
public sealed class SchemaValidateStep(ConnectionRegistry connections, Database.Checks.SchemaValidator validator, RuleFileInput rules) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "schema.validate", "Check the schema", "Schema validator", RiskClass.Read, StepSchemas.ConnectionTablesAndRules, StepSchemas.CheckOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var result = await validator.ValidateAsync(work.Connection, rules.OptionsOf(work), work, cancellationToken);
        return ReportJson.ToElement(CheckSummary.Of(result, await work.KeepAsync("schema.json", new ReportPart { Checks = result }, cancellationToken)));
    }
}
