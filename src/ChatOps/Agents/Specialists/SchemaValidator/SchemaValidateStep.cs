using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Knowledge.Schemas;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.SchemaValidator;

/// <summary><c>schema.validate</c>: every schema rule over the live schema, with exact counts.</summary>
public sealed class SchemaValidateStep(ConnectionRegistry connections, SchemaReader schemas, Database.Checks.SchemaValidator validator, RuleFileInput rules, StatedSchemas stated) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "schema.validate", "Check the schema", "Schema validator", RiskClass.Read, StepSchemas.ConnectionTablesAndRules, StepSchemas.CheckOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var result = await validator.ValidateAsync(work.Connection, rules.OptionsOf(work), work, cancellationToken);
        var part = new ReportPart { Checks = result, Schema = Asked(stated.Over(work.Connection, await schemas.ReadAsync(work.Connection, cancellationToken)), work.Tables) };
        return ReportJson.ToElement(CheckSummary.Of(result, await work.KeepAsync("schema.json", part, cancellationToken)));
    }

    /// <summary>For the report's picture of the structure, so only what the step was about.</summary>
    private static Schema Asked(Schema schema, IReadOnlyList<string>? tables) => tables is null
        ? schema
        : schema with { Tables = [.. schema.Tables.Where(table => tables.Contains(table.Name, StringComparer.OrdinalIgnoreCase))], Views = [], Triggers = [] };
}
