using System.Text.Json;
using ChatOps.Agents.History;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary><c>data.profile</c>: exact statistics of every table and column, kept so that later runs can be compared with them.</summary>
public sealed class DataProfileStep(ConnectionRegistry connections, Profiler profiler, ProfileHistory history) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new(
        "data.profile", "Profile the data", "Data-quality specialist", RiskClass.Read, InputSchema, StepSchemas.ResultOutput);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "approximate": { "type": "boolean", "description": "Estimate large distinct counts, within about 1 %." },
            "keyPairs": { "type": "boolean", "description": "Look for pairs of columns that tell every two rows apart." }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var profile = await profiler.ProfileAsync(work.Connection, Options(work), work, cancellationToken);
        await history.AddAsync(work.Connection, profile, work.Context.IdempotencyKey, cancellationToken);
        var summary = $"{Figures.Count(profile.Tables.Count, "table")}, {Figures.Count(profile.Tables.Sum(table => table.Rows), "row")}";
        return ReportJson.ToElement(new ResultSummary(summary, await work.KeepAsync("profile.json", new ReportPart { Profile = profile }, cancellationToken)));
    }

    private static ProfileOptions Options(DatabaseWork work)
    {
        bool Is(string name) => work.Context.With.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
        return new ProfileOptions { Tables = work.Tables, Approximate = Is("approximate"), KeyPairs = Is("keyPairs") };
    }
}
