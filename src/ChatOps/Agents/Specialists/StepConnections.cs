using System.Text.Json;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Specialists;

/// <summary>How steps name the connections they work on.</summary>
public static class StepConnections
{
    /// <summary>The one a step is about.</summary>
    public const string Main = "connection";

    /// <summary>The one it is compared with.</summary>
    public const string Against = "against";

    /// <summary>The one that rows come from.</summary>
    public const string Source = "source";

    /// <summary>The one that rows go to.</summary>
    public const string Target = "target";

    /// <summary>Every input that names a connection.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Main, Against, Source, Target];

    /// <summary>The connections that a definition's steps name under these keys, each once. A templated name stands as it is written, which nobody's list of connections holds.</summary>
    public static IReadOnlyList<string> Of(PipelineDefinition definition, params IReadOnlyList<string> keys) =>
        [.. definition.Steps
            .Where(step => step.With.ValueKind == JsonValueKind.Object)
            .SelectMany(step => keys.Select(key => step.With.TryGetProperty(key, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}
