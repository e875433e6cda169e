using System.Text.Json;

namespace ChatOps.Pipelines.Validation;

/// <summary>A JSON schema that somebody wrote into a step, for what the step makes.</summary>
public static class SchemaCheck
{
    /// <summary>Why it is no schema we take, or null.</summary>
    public static string? Refusal(JsonElement schema) => JsonSchemaCheck.Refusal(schema);

    /// <summary>What is wrong with a value, each with its place; empty when nothing is.</summary>
    public static IReadOnlyList<string> Check(JsonElement schema, JsonElement value) => [.. JsonSchemaCheck.Check(schema, value).Select(problem => $"{problem.Path}: {problem.Message}")];
}
