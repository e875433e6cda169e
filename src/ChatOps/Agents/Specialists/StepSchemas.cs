using System.Text.Json;

namespace ChatOps.Agents.Specialists;

/// <summary>The JSON schemas that several step types share.</summary>
internal static class StepSchemas
{
    /// <summary>A connection, and which of its tables.</summary>
    public static JsonElement ConnectionAndTables { get; } = Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } }
          }
        }
        """);

    /// <summary>A connection, which of its tables, and a rule file.</summary>
    public static JsonElement ConnectionTablesAndRules { get; } = Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "rules": { "type": "string", "minLength": 1, "description": "The name of a file in the data folder's rules folder, or, over several lines, the text of a rule file itself." }
          }
        }
        """);

    /// <summary>Counts by severity, and the artifact that holds the full result.</summary>
    public static JsonElement CheckOutput { get; } = Parse("""
        {
          "type": "object",
          "required": ["summary", "errors", "warnings", "infos", "result"],
          "properties": {
            "summary": { "type": "string" },
            "errors": { "type": "integer" },
            "warnings": { "type": "integer" },
            "infos": { "type": "integer" },
            "result": { "type": "string" }
          }
        }
        """);

    /// <summary>A one-line summary, and the artifact that holds the full result.</summary>
    public static JsonElement ResultOutput { get; } = Parse("""
        {
          "type": "object",
          "required": ["summary", "result"],
          "properties": { "summary": { "type": "string" }, "result": { "type": "string" } }
        }
        """);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
