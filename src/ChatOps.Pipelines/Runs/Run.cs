using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Runs;

/// <summary>One execution of an immutable definition, as it stood when it was read.</summary>
public sealed record Run
{
    public required string Id { get; init; }

    public required PipelineDefinition Definition { get; init; }

    /// <summary>The inputs with defaults filled in, a JSON object.</summary>
    public required JsonElement Inputs { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>Where the request came from, opaque to the engine (a conversation, a schedule), or null.</summary>
    public string? Origin { get; init; }

    public required RunStatus Status { get; init; }

    public required IReadOnlyList<StepRun> Steps { get; init; }

    /// <summary>What the definition's <c>output</c> came to, once the run has succeeded; else null.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why the run failed or was parked, in words for people; else null.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>One step of a run, or one item of a <c>forEach</c> step.</summary>
public sealed record StepRun
{
    public required string StepId { get; init; }

    /// <summary>Null for a step that runs once, and for the summary row of a <c>forEach</c> step.</summary>
    public int? Item { get; init; }

    public required StepStatus Status { get; init; }

    public int Attempt { get; init; }

    public JsonElement? Output { get; init; }

    /// <summary>Why it failed, was skipped or parked, in words for people; else null.</summary>
    public string? Error { get; init; }

    /// <summary>The latest progress of a running step, from memory; else null.</summary>
    public StepProgress? Progress { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Accepted and durable; no step has started.</summary>
    Pending,

    /// <summary>Nothing can go on before somebody decides; no thread is held.</summary>
    WaitingForApproval,

    /// <summary>At least one step is running, waiting for its retry, or about to start.</summary>
    Running,

    /// <summary>Every step succeeded or was skipped by its own condition.</summary>
    Succeeded,

    /// <summary>A step failed for good, or an approval was rejected or expired.</summary>
    Failed,

    /// <summary>A person stopped it before its end.</summary>
    Cancelled,

    /// <summary>A step brought the host down three times; a person must look.</summary>
    Parked,
}

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>Waits for the steps it needs.</summary>
    Pending,

    /// <summary>Could run, but has at least one undecided approval request.</summary>
    WaitingForApproval,

    /// <summary>An attempt is under way, or the next one waits for its delay.</summary>
    Running,

    /// <summary>Its output is durable.</summary>
    Succeeded,

    /// <summary>All attempts failed, or its approval was rejected.</summary>
    Failed,

    /// <summary>Its condition was false, or something it needs did not succeed. It has no output.</summary>
    Skipped,

    /// <summary>Stopped by a person before its end.</summary>
    Cancelled,

    /// <summary>Brought the host down three times.</summary>
    Parked,
}
