using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Planner;

/// <summary>A proposal: nothing of it has run, and nobody has approved it.</summary>
public sealed record Plan
{
    /// <summary>The heading of the plan card, such as "Validate demo".</summary>
    public required string Title { get; init; }

    /// <summary>The actions, in the order of this list, joined by <c>+</c>: <c>validate</c>, <c>profile</c>, <c>anomalies</c>, <c>export</c>, <c>migrate</c>, <c>dry-run</c>, <c>rollback</c>, <c>validate+export</c>.</summary>
    public required string Intent { get; init; }

    /// <summary>
    /// The request with its connection by its name, whatever was asked, remembered or misspelt on the way to it: what
    /// "the same for sales" repeats with another connection. Never itself a "the same".
    /// Null for a plan that was not made from words.
    /// </summary>
    public string? Request { get; init; }

    /// <summary>The same by names only: what "the same for crm" repeats. Empty for a plan that was not made from words.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    public required PipelineDefinition Definition { get; init; }

    /// <summary>The configured names of the connections it touches.</summary>
    public required IReadOnlyList<string> Connections { get; init; }

    /// <summary>What will happen, in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>The tables that are read, where that is known before; empty where the definition's own inputs say it.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>What was read into the request, each a sentence: <c>I read "dmeo" as demo.</c></summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];
}
