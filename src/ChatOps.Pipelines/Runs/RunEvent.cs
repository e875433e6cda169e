using System.Text.Json;

namespace ChatOps.Pipelines.Runs;

/// <summary>One durable transition, in the order in which it was committed.</summary>
/// <param name="Sequence">Counts up over all runs; use it to go on after a restart.</param>
/// <param name="Kind">What happened.</param>
/// <param name="StepId">The step concerned, or null for the run itself.</param>
/// <param name="Item">The item concerned, or null.</param>
/// <param name="Data">Details by kind: an error, an approval id, an attempt.</param>
public sealed record RunEvent(
    long Sequence, string RunId, RunEventKind Kind, string? StepId, int? Item, DateTimeOffset At, JsonElement Data);

/// <summary>What happened to a run.</summary>
public enum RunEventKind
{
    RunCreated,

    /// <summary>The run's first step has started.</summary>
    RunStarted,

    /// <summary>The run is at work again: after it waited for a decision, or after its host went down in mid-step.</summary>
    RunResumed,

    /// <summary>Nothing of the run can go on until somebody decides.</summary>
    RunWaiting,
    ApprovalRequested,
    ApprovalDecided,
    ApprovalVoided,
    StepStarted,
    StepSucceeded,
    StepRetrying,
    StepFailed,
    StepSkipped,
    StepCancelled,
    StepParked,
    RunSucceeded,
    RunFailed,
    RunCancelled,
    RunParked,
}
