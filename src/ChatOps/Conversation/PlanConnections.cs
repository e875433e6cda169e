using System.Text.Json;
using ChatOps.Agents.Specialists;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Conversation;

/// <summary>The connections that a definition's steps name, each once. A templated name stands as it is written, which nobody's list of connections holds.</summary>
internal static class PlanConnections
{
    public static IReadOnlyList<string> Of(PipelineDefinition definition) =>
        [.. definition.Steps
            .Where(step => step.With.ValueKind == JsonValueKind.Object)
            .SelectMany(step => StepConnections.Keys.Select(key => step.With.TryGetProperty(key, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}
