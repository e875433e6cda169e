using System.Text.Json;

namespace ChatOps.Agents.Specialists.DataQuality;

/// <summary>The JSON schemas of the steps that set failing rows apart.</summary>
internal static class QuarantineSchemas
{
    public static JsonElement Input { get; } = Schema("");

    public static JsonElement InputWithFolder { get; } = Schema("""
        , "folder": { "type": "string", "description": "Only the command line sets it: the folder that the person named." }
        """);

    public static JsonElement Output { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "place", "rows", "tables"],
          "properties": {
            "summary": { "type": "string" },
            "place": { "type": "string" },
            "rows": { "type": "integer" },
            "tables": { "type": "array" }
          }
        }
        """);

    private static JsonElement Schema(string more) => StepSchemas.Parse($$"""
        {
          "type": "object",
          "required": ["connection", "rules"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "rules": { "type": "string", "minLength": 1, "description": "As for data.check." }{{more}}
          }
        }
        """);
}
