using System.Text.Json;

namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>The JSON schemas of the steps that propose.</summary>
internal static class ProposalSchemas
{
    public static JsonElement Checks { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "tables": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "findings": { "type": "string", "minLength": 1, "description": "The result of a data.check step of the same run: a model is told its findings, and may propose kinds of fix for them." }
          }
        }
        """);

    public static JsonElement Output { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "title", "connection", "own", "byModel", "choices"],
          "properties": {
            "summary": { "type": "string" }, "title": { "type": "string" }, "connection": { "type": "string" },
            "own": { "type": "array" }, "byModel": { "type": "array" }, "choices": { "type": "array" }, "unusable": { "type": "array" }, "effects": { "type": "array" },
            "model": { "type": ["string", "null"] }, "fallback": { "type": ["string", "null"], "description": "Why a configured model proposed nothing." },
            "file": { "type": ["string", "null"], "description": "The artifact of the file that somebody may keep." }, "digest": { "type": ["string", "null"] }
          }
        }
        """);
}
