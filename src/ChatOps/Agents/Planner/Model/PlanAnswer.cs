using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Agents.Planner.Model;

/// <summary>A model's answer as it came, before anything of it is believed.</summary>
internal sealed record PlanAnswer
{
    public string? Outcome { get; init; }

    public IReadOnlyList<PlanAnswerWork>? Work { get; init; }

    public IReadOnlyList<string>? Assumptions { get; init; }

    public string? Question { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public string? Reason { get; init; }

    /// <summary>The form in JSON schema, of the kind that endpoints can hold a model to: every key required, nothing else allowed.</summary>
    public static JsonElement Schema { get; } = JsonDocument.Parse("""
        {
          "type": "object", "additionalProperties": false,
          "required": ["outcome", "work", "assumptions", "question", "choices", "reason"],
          "properties": {
            "outcome": { "type": "string", "enum": ["execute", "partial", "clarify", "refuse", "unknown"] },
            "work": { "type": "array", "items": {
              "type": "object", "additionalProperties": false,
              "required": ["action", "connection", "tables", "target", "condition"],
              "properties": {
                "action": { "type": "string", "enum": ["validate", "profile", "anomalies", "export", "migrate", "dry-run"] },
                "connection": { "type": "string" },
                "tables": { "type": ["array", "null"], "items": { "type": "string" } },
                "target": { "type": ["string", "null"] },
                "condition": { "type": "string", "enum": ["none", "clean", "errors", "regardless"] } } } },
            "assumptions": { "type": "array", "items": { "type": "string" } },
            "question": { "type": ["string", "null"] },
            "choices": { "type": "array", "items": { "type": "string" } },
            "reason": { "type": ["string", "null"] }
          }
        }
        """).RootElement;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Null where it has another form.</summary>
    public static PlanAnswer? Read(JsonElement json)
    {
        try
        {
            return json.Deserialize<PlanAnswer>(Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One piece of work as a model wrote it.</summary>
internal sealed record PlanAnswerWork
{
    public string? Action { get; init; }

    public string? Connection { get; init; }

    public IReadOnlyList<string>? Tables { get; init; }

    public string? Target { get; init; }

    public string? Condition { get; init; }
}
