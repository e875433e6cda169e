using System.Text;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>The JSON form of a pipeline.</summary>
public static class PipelineJson
{
    /// <exception cref="PipelineFormatException">Not a pipeline; line and column are given.</exception>
    public static PipelineDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (root, places) = JsonNodeReader.Read(text);
        return new DefinitionReader(places).Read(root);
    }

    public static string Write(PipelineDefinition definition, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, CompactJson.WriterOptions with { Indented = indented }))
            Write(definition, writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static void Write(PipelineDefinition definition, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        writer.WriteNumber("version", definition.Version);
        WriteText(writer, "description", definition.Description);
        if (definition.Inputs.Count > 0)
        {
            writer.WriteStartObject("inputs");
            foreach (var input in definition.Inputs)
                WriteValue(writer, input.Name, input.Schema);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("steps");
        foreach (var step in definition.Steps)
            WriteStep(writer, step);
        writer.WriteEndArray();
        WriteValue(writer, "output", definition.Output);
        writer.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter writer, StepDefinition step)
    {
        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WriteString("type", step.Type);
        WriteText(writer, "title", step.Title);
        if (step.Needs.Count > 0)
        {
            writer.WriteStartArray("needs");
            foreach (var need in step.Needs)
                writer.WriteStringValue(need);
            writer.WriteEndArray();
        }

        WriteText(writer, "when", step.When);
        WriteText(writer, "forEach", step.ForEach);
        WriteValue(writer, "with", step.With);
        if (step.Retry is { } retry)
        {
            writer.WriteStartObject("retry");
            writer.WriteNumber("attempts", retry.Attempts);
            writer.WriteString("backoff", retry.Backoff == Backoff.Exponential ? "exponential" : "constant");
            writer.WriteString("delay", retry.Delay.ToString("c"));
            writer.WriteEndObject();
        }

        WriteText(writer, "timeout", step.Timeout?.ToString("c"));
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
            writer.WriteString(key, value);
    }

    private static void WriteValue(Utf8JsonWriter writer, string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return;
        writer.WritePropertyName(key);
        value.WriteTo(writer);
    }
}
