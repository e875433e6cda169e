#pragma warning disable CA1822, CA1801, IDE0060
using ChatOps.Pipelines.Policy;

namespace ChatOps.Pipelines.Engine;

/// <summary>Accepts, cancels and repeats runs.</summary>
public sealed class PipelineEngine
{
    public Task<SubmitOutcome> SubmitAsync(RunRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<CancelOutcome> CancelAsync(string runId, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<SubmitOutcome> RetryAsync(string runId, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
