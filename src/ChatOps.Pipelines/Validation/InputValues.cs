using System.Text.Json;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Validation;

/// <summary>Brings the given inputs together with the declared ones.</summary>
internal static class InputValues
{
    /// <summary>The inputs with defaults filled in, in the declared order; the findings say what does not fit.</summary>
    public static JsonElement Bind(PipelineDefinition definition, JsonElement given, List<PipelineFinding> findings)
    {
        given = given.OrEmpty();
        if (given.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new(null, "input-invalid", "The inputs must be a JSON object."));
            return CompactJson.EmptyObject;
        }

        foreach (var property in given.EnumerateObject().Where(p => definition.Inputs.All(i => i.Name != p.Name)))
            findings.Add(new(null, "input-unknown",
                $"There is no input '{property.Name}'{NearestName.Hint(property.Name, definition.Inputs.Select(i => i.Name))}"));
        return CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var input in definition.Inputs)
                Bind(input, given, findings, writer);
            writer.WriteEndObject();
        });
    }

    private static void Bind(InputDefinition input, JsonElement given, List<PipelineFinding> findings, Utf8JsonWriter writer)
    {
        if (!given.TryGetProperty(input.Name, out var value) && !input.Schema.TryGetProperty("default", out value))
        {
            findings.Add(new(null, "input-missing", $"The input '{input.Name}' is needed and was not given."));
            return;
        }

        foreach (var problem in JsonSchemaCheck.Check(input.Schema, value))
            findings.Add(new(null, "input-invalid", $"The input '{input.Name}' does not fit its declaration: {problem.Message}."));
        writer.WritePropertyName(input.Name);
        value.WriteTo(writer);
    }
}
