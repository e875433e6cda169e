using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>One node of the graph.</summary>
public sealed record StepDefinition
{
    /// <summary>Unique within the pipeline; letters, digits, <c>-</c> and <c>_</c>, starting with a letter.</summary>
    public required string Id { get; init; }

    /// <summary>A registered step type such as <c>schema.validate</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the card calls the step; the type's own title when absent.</summary>
    public string? Title { get; init; }

    /// <summary>A JSON object, checked against the type's input schema after <c>{{ path }}</c> substitution.</summary>
    public JsonElement With { get; init; }

    /// <summary>Ids of the steps that must succeed first.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>A condition; when it is false the step is skipped.</summary>
    public string? When { get; init; }

    /// <summary>A path to an array; the step runs once per item, with <c>item</c> bound to it.</summary>
    public string? ForEach { get; init; }

    /// <summary>How often and how soon a transient failure is tried again; once when absent.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>The longest one attempt may take; the type's default when absent.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How a failed attempt is repeated.</summary>
/// <param name="Attempts">1..20, counting the first.</param>
/// <param name="Backoff">How the delay grows.</param>
/// <param name="Delay">Before the second attempt; at most one hour.</param>
public sealed record RetryPolicy(int Attempts, Backoff Backoff, TimeSpan Delay);

/// <summary>How the delay between attempts grows.</summary>
public enum Backoff
{
    /// <summary>The same delay every time.</summary>
    Constant,

    /// <summary>The delay doubles after every failed attempt.</summary>
    Exponential,
}
