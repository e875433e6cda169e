using ChatOps.Agents.Evidence;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation.Presentation;

/// <summary>What the conversation knows about a run beside the run itself. It serialises to JSON as it stands.</summary>
public sealed record Proposal
{
    public required string RunId { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Connections { get; init; }

    public IReadOnlyList<string> Assumptions { get; init; } = [];

    public PlanEvidence Evidence { get; init; } = new();

    /// <summary>What of the request was refused, or null.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The tables a person can tick when editing the plan; empty when there is nothing to choose.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>The tables that are ticked; all of them when empty.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>For a run that was not proposed in a conversation, such as a command's.</summary>
    public static Proposal Of(Run run) => new()
    {
        RunId = run.Id,
        Title = run.Definition.Description ?? run.Definition.Name,
        Summary = "Asked for outside this conversation.",
        Connections = PlanConnections.Of(run.Definition),
    };

    public static Proposal Of(string runId, Plan plan, PlanEvidence evidence) => new()
    {
        RunId = runId,
        Title = plan.Title,
        Summary = plan.Summary,
        Connections = plan.Connections,
        Assumptions = plan.Assumptions,
        Evidence = evidence,
    };
}
