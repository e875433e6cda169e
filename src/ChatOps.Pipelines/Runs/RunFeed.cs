using System.Runtime.CompilerServices;
using ChatOps.Pipelines.State;

namespace ChatOps.Pipelines.Runs;

/// <summary>Durable events in the order of their commits, first those that are there, then live.</summary>
public sealed class RunFeed
{
    private const int Page = 500;
    private readonly StateDatabase _state;

    public RunFeed(StateDatabase state, ProgressBoard progress)
    {
        _state = state;
        progress.Changed += runId => ProgressChanged?.Invoke(runId);
    }

    /// <summary>
    /// The id of a run whose in-memory progress changed. Raised on the step's own thread, often, and not durable:
    /// listeners only take note, and read when it suits them.
    /// </summary>
    public event Action<string>? ProgressChanged;

    /// <summary>Every event behind the given one, without end; many may read at the same time.</summary>
    /// <param name="afterSequence">0 for all.</param>
    public async IAsyncEnumerable<RunEvent> ReadAsync(
        long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the read: a commit between the two ends the wait at once.
            var nextCommit = _state.NextCommit;
            var after = afterSequence;
            var events = await _state.ReadAsync(c => RunEvents.ReadAfter(c, after, Page), cancellationToken);
            foreach (var found in events)
            {
                afterSequence = found.Sequence;
                yield return found;
            }

            if (events.Count == 0)
                await nextCommit.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The sequence of the newest event, or 0.</summary>
    public Task<long> LatestAsync(CancellationToken cancellationToken) =>
        _state.ReadAsync(c => c.Scalar<long?>("SELECT max(sequence) FROM run_event") ?? 0, cancellationToken);
}
