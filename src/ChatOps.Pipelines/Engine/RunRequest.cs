using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>Asks the engine to carry out a definition.</summary>
public sealed record RunRequest
{
    public required PipelineDefinition Definition { get; init; }

    /// <summary>A JSON object; undefined counts as empty.</summary>
    public JsonElement Inputs { get; init; }

    public required Actor RequestedBy { get; init; }

    /// <summary>Opaque to the engine: a conversation, a schedule.</summary>
    public string? Origin { get; init; }

    /// <summary>A second request with the same key gives the run of the first.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A run that this one edits: it is cancelled and its open approvals are voided in the same transaction.</summary>
    public string? Replaces { get; init; }
}

/// <summary>What became of a <see cref="RunRequest"/>.</summary>
public abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>The run is durable; it waits for the given approvals where there are any.</summary>
    public sealed record Accepted(Run Run, IReadOnlyList<ApprovalRequest> Approvals) : SubmitOutcome;

    /// <summary>The definition or its inputs are wrong; nothing was started.</summary>
    public sealed record Invalid(IReadOnlyList<PipelineFinding> Findings) : SubmitOutcome;

    /// <summary>This person may not do this, or the run to replace has moved on; nothing was started.</summary>
    public sealed record Refused(string Reason) : SubmitOutcome;
}

/// <summary>What became of a request to stop a run.</summary>
public abstract record CancelOutcome
{
    private CancelOutcome()
    {
    }

    /// <summary>The run is durably cancelled; handlers that still react are told and awaited.</summary>
    public sealed record Cancelled(Run Run) : CancelOutcome;

    public sealed record AlreadyEnded(Run Run) : CancelOutcome;

    public sealed record Unknown(string RunId) : CancelOutcome;

    public sealed record Refused(string Reason) : CancelOutcome;
}
