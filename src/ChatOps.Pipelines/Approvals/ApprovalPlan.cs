using System.Text.Json;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Approvals;

/// <summary>What one request is about.</summary>
/// <param name="Environment">The strictest of all targets.</param>
/// <param name="Risk">The highest of all steps.</param>
internal sealed record ApprovalPlan(
    IReadOnlyList<CoveredStep> Steps, IReadOnlyList<CoveredTarget> Targets, string Environment, RiskClass Risk, Requirement Requirement)
{
    /// <summary>Lower-case hex SHA-256 over everything that would run.</summary>
    public string Hash(PipelineDefinition definition, JsonElement inputs) => CanonicalJson.Hash(CompactJson.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("definition");
        PipelineJson.Write(definition, writer);
        writer.WritePropertyName("inputs");
        inputs.OrEmpty().WriteTo(writer);
        writer.WritePropertyName("steps");
        WriteSteps(writer, Steps);
        writer.WriteStartArray("targets");
        foreach (var target in Targets.OrderBy(t => t.StepId, StringComparer.Ordinal).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("step", target.StepId);
            writer.WriteString("name", target.Name);
            writer.WriteString("environment", target.Environment);
            writer.WriteString("fingerprint", target.Fingerprint);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    public static void WriteSteps(Utf8JsonWriter writer, IReadOnlyList<CoveredStep> steps)
    {
        writer.WriteStartArray();
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("id", step.StepId);
            writer.WriteString("type", step.Type);
            writer.WriteStartArray("with");
            foreach (var with in step.With)
                with.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static IReadOnlyList<CoveredStep> ReadSteps(string covers) =>
    [
        .. CompactJson.Parse(covers).EnumerateArray().Select(s => new CoveredStep(
            s.GetProperty("id").GetString()!, s.GetProperty("type").GetString()!, [.. s.GetProperty("with").EnumerateArray()])),
    ];
}

/// <summary>A step as it was shown: one resolved <c>with</c>, or one per item.</summary>
internal sealed record CoveredStep(string StepId, string Type, IReadOnlyList<JsonElement> With);

/// <summary>A target of a covered step, as it was when the question was asked or as the run itself has left it since.</summary>
internal sealed record CoveredTarget(string StepId, string Name, string Environment, string Fingerprint);
