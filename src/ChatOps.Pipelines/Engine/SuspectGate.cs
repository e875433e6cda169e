namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Lets steps that were running when their host died before run one at a time in the whole process, so that the next
/// death counts against the culprit and not against those who ran beside it.
/// </summary>
internal sealed class SuspectGate
{
    /// <summary>From this many deaths on a step is a suspect.</summary>
    public const int DeathsOfSuspect = 2;

    /// <summary>At this many deaths a step is parked.</summary>
    public const int DeathsToPark = 3;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _waiting = [];
    private bool _taken;

    /// <summary>False when another suspect runs; the run is told by <see cref="Leave"/> when it may ask again.</summary>
    public bool TryEnter(string runId)
    {
        lock (_lock)
        {
            if (!_taken)
                return _taken = true;
            _waiting.Add(runId);
            return false;
        }
    }

    /// <returns>The runs that may ask again.</returns>
    public IReadOnlyList<string> Leave()
    {
        lock (_lock)
        {
            _taken = false;
            string[] waiting = [.. _waiting];
            _waiting.Clear();
            return waiting;
        }
    }
}
