using System.Text.Json;

namespace ChatOps.Agents.Specialists.Migrator;

/// <summary>The JSON schemas of the steps that migrate.</summary>
internal static class MigrationSchemas
{
    private const string Connections = """
        "source": { "type": "string", "minLength": 1, "description": "The connection that rows come from; it is only read." },
        "target": { "type": "string", "minLength": 1, "description": "The connection that rows go to." }
        """;

    private const string Decided = """
        "plan": { "type": "string", "minLength": 1, "description": "The plan that the dry run kept." },
        "digest": { "type": "string", "minLength": 64, "maxLength": 64, "description": "Of that plan; another one is not carried out." }
        """;

    private const string Names = """{ "type": "array", "minItems": 1, "items": { "type": "string" } }""";

    public static JsonElement DryRun { get; } = Input("", $$"""
        "include": {{Names}}, "exclude": {{Names}},
        "mode": { "enum": ["fail", "append", "replace", "resume"] },
        "schema": { "type": "string", "minLength": 1, "description": "PostgreSQL: the namespace where the tables go." },
        "overrides": { "type": "string", "minLength": 1, "description": "The name of a file in the data folder's migrations folder, or, over several lines, the text of an overrides file itself." }
        """);

    public static JsonElement Write { get; } = Input(""", "plan", "digest" """, Decided);

    public static JsonElement Verify { get; } = Input("", $$"""
        {{Decided}},
        "run": { "type": "string", "minLength": 1, "description": "The migration whose rejected rows are accounted for." },
        "tables": {{Names}},
        "bySegments": { "type": "boolean", "description": "Let both servers hash parts of each table, for a slow link." }
        """);

    public static JsonElement Proof { get; } = Input(""", "plan", "digest", "before", "outcome" """, $$"""
        {{Decided}},
        "before": { "type": "string", "minLength": 1, "description": "Both schemas as the dry run kept them." },
        "outcome": { "type": "string", "minLength": 1, "description": "The result of migrate.finish." },
        "verification": { "type": "string", "minLength": 1, "description": "The result of migrate.verify." }
        """);

    public static JsonElement RollbackDryRun { get; } = Rollback("", """
        "run": { "type": "string", "minLength": 1, "description": "The migration; the latest one where it is left out." }
        """);

    public static JsonElement RollbackWrite { get; } = Rollback(""", "plan", "digest", "script" """, $$"""
        {{Decided}},
        "script": { "type": "string", "minLength": 1, "description": "The statements, as the dry run kept them for people." }
        """);

    /// <summary>An object with a summary and these further required properties.</summary>
    public static JsonElement Output(params IReadOnlyList<(string Name, string Type)> properties)
    {
        IReadOnlyList<(string Name, string Type)> all = [("summary", "string"), .. properties];
        return JsonSerializer.SerializeToElement(new
        {
            type = "object",
            required = all.Select(property => property.Name),
            properties = all.ToDictionary(property => property.Name, property => new { type = property.Type }),
        });
    }

    private static JsonElement Input(string required, string properties) => StepSchemas.Parse($$"""
        {
          "type": "object",
          "required": ["source", "target"{{required}}],
          "additionalProperties": false,
          "properties": { {{Connections}}, {{properties}} }
        }
        """);

    private static JsonElement Rollback(string required, string properties) => StepSchemas.Parse($$"""
        {
          "type": "object",
          "required": ["target"{{required}}],
          "additionalProperties": false,
          "properties": { "target": { "type": "string", "minLength": 1, "description": "The connection that was migrated into." }, {{properties}} }
        }
        """);
}
