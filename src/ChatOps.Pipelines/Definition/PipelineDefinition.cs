using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// A pipeline as it is stored, proposed and run: an immutable graph of steps. The same record stands behind
/// chat plans, saved pipelines, schedules and REST, and its JSON and YAML forms round-trip without loss.
/// </summary>
public sealed record PipelineDefinition
{
    /// <summary>Kebab-case name, unique among saved pipelines.</summary>
    public required string Name { get; init; }

    /// <summary>Counts up from 1; an edit makes a new version and never changes an old one.</summary>
    public int Version { get; init; } = 1;

    /// <summary>One sentence for people, shown on the plan card.</summary>
    public string? Description { get; init; }

    /// <summary>Declared inputs, in the order in which they were written.</summary>
    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    /// <summary>The steps, in the order in which they were written; order of execution follows <see cref="StepDefinition.Needs"/>.</summary>
    public required IReadOnlyList<StepDefinition> Steps { get; init; }

    /// <summary>A JSON object whose <c>{{ path }}</c> values make the run's output, or undefined for none.</summary>
    public JsonElement Output { get; init; }
}

/// <summary>One declared input.</summary>
/// <param name="Name">The name behind <c>inputs.</c> in paths.</param>
/// <param name="Schema">A JSON schema object; its <c>default</c>, when present, makes the input optional.</param>
public sealed record InputDefinition(string Name, JsonElement Schema);
