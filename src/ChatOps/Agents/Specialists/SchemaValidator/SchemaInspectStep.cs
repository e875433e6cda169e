using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.SchemaValidator;

/// <summary><c>schema.inspect</c>: reads the live schema, and stops a plan whose tables are not there before anything else runs.</summary>
public sealed class SchemaInspectStep(ConnectionRegistry connections, SchemaReader schemas) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "schema.inspect", "Read the schema", "Schema validator", RiskClass.Read, StepSchemas.ConnectionAndTables, StepSchemas.ResultOutput);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var schema = await schemas.ReadAsync(work.Connection, cancellationToken);
        var missing = work.Tables?.Where(name => !schema.Tables.Any(table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase))).ToList() ?? [];
        if (missing.Count > 0)
            throw new StepFailedException($"{work.Connection.Name} has no table {string.Join(", ", missing)}. Nothing was read or written.");
        var summary = $"{Figures.Count(work.Tables?.Count ?? schema.Tables.Count, "table")}, {Figures.Count(schema.Views.Count, "view")}";
        return ReportJson.ToElement(new ResultSummary(summary, await work.KeepAsync("inspected.json", schema, cancellationToken)));
    }
}
