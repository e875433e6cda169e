#pragma warning disable CA1822, CA1801, IDE0060, CA1003, CS0067
namespace ChatOps.Pipelines.Runs;

/// <summary>Durable events in the order of their commits, first those that are there, then live.</summary>
public sealed class RunFeed
{
    /// <summary>The id of a run whose in-memory progress changed; raised often and not durable.</summary>
    public event Action<string>? ProgressChanged;

    public IAsyncEnumerable<RunEvent> ReadAsync(long afterSequence, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The sequence of the newest event, or 0.</summary>
    public Task<long> LatestAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
