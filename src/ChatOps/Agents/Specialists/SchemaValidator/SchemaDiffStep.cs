using System.Text.Json;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.SchemaValidator;

/// <summary>
/// <c>schema.diff</c>: what differs in a database's schema from another connection's, or from what an earlier step of the
/// same run read with <c>schema.inspect</c>.
/// </summary>
public sealed class SchemaDiffStep(ConnectionRegistry connections, SchemaReader schemas) : DatabaseStep(connections)
{
    private const string Snapshot = "snapshot";

    public override StepType Type { get; } = new(
        "schema.diff", "Compare schemas", "Schema validator", RiskClass.Read, InputSchema, OutputSchema);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1, "description": "The database that is looked at." },
            "against": { "type": "string", "minLength": 1, "description": "The connection that is the measure." },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" }, "description": "Only these; a table that neither has is an error." },
            "snapshot": { "type": "string", "minLength": 1, "description": "Instead of against: the result of a schema.inspect step of the same run." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "from", "to", "identical", "errors", "warnings", "infos", "result"],
          "properties": {
            "summary": { "type": "string" },
            "from": { "type": "string" },
            "to": { "type": "string" },
            "identical": { "type": "boolean" },
            "errors": { "type": "integer" },
            "warnings": { "type": "integer" },
            "infos": { "type": "integer" },
            "result": { "type": "string" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var (from, before) = await ReadMeasureAsync(work, cancellationToken);
        var after = await schemas.ReadAsync(work.Connection, cancellationToken);
        if (Unknown(work.Tables, before, after) is { Count: > 0 } unknown)
            throw new StepFailedException($"Neither {from} nor {work.Connection.Name} has a table {string.Join(", ", unknown)}. Nothing was compared.");
        var drift = SchemaDrift.Of(from, work.Connection.Name, SchemaComparison.Compare(before, after, work.Tables));
        return ReportJson.ToElement(DriftSummary.Of(drift, await work.KeepAsync("drift.json", new ReportPart { Drift = drift }, cancellationToken)));
    }

    private static List<string> Unknown(IReadOnlyList<string>? tables, Schema before, Schema after) =>
        [.. (tables ?? []).Where(name => !SchemaComparison.Knows(before, name) && !SchemaComparison.Knows(after, name))];

    private async Task<(string Name, Schema Schema)> ReadMeasureAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var with = work.Context.With;
        switch (with.TryGetProperty(StepConnections.Against, out var against), with.TryGetProperty(Snapshot, out var snapshot))
        {
            case (true, false):
                var other = Find(against.GetString()!);
                return (other.Name, await schemas.ReadAsync(other, cancellationToken));
            case (false, true):
                await using (var stream = await work.Context.OpenArtifactAsync(snapshot.GetString()!, cancellationToken))
                    return ($"{work.Connection.Name} as it was", await SchemaSnapshot.ReadAsync(stream, "The snapshot", cancellationToken));
            default:
                throw new StepFailedException("schema.diff needs one measure: either against, a connection, or snapshot, the result of schema.inspect. Nothing was compared.");
        }
    }

    /// <summary>The output: counts, and where the full result is.</summary>
    private sealed record DriftSummary(string Summary, string From, string To, bool Identical, int Errors, int Warnings, int Infos, string Result)
    {
        public static DriftSummary Of(SchemaDrift drift, string artifact)
        {
            int CountOf(Severity severity) => drift.Changes.Count(change => change.Severity == severity);
            return new DriftSummary(
                drift.Identical ? "no difference" : Figures.Count(drift.Changes.Count, "difference"), drift.From, drift.To, drift.Identical,
                CountOf(Severity.Error), CountOf(Severity.Warning), CountOf(Severity.Info), artifact);
        }
    }
}
