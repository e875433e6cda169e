namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// Time that one statement spends inside the engine; what the reader's owner does between rows does not count. A look at the clock costs half
/// as much as a short step, so only one step of many is timed and stands for the others. A step that is long enough for the engine to ask
/// counts for itself.
/// </summary>
internal sealed class SqliteStepTimer(TimeProvider time, TimeSpan limit)
{
    private const int StepsPerSample = 64;

    private readonly long _limit = (long)(limit.TotalSeconds * time.TimestampFrequency);
    private long _spent;
    private long _start;
    private int _steps;
    private bool _isLong;

    internal void Begin()
    {
        _isLong = false;
        _start = _steps++ % StepsPerSample == 0 ? time.GetTimestamp() : 0;
    }

    /// <summary>Asked by the engine in the middle of a step: the statement has taken longer than it may.</summary>
    internal bool IsOver()
    {
        var now = time.GetTimestamp();
        _start = _start == 0 ? now : _start;
        _isLong = true;
        return now - _start > _limit - _spent;
    }

    internal void End()
    {
        if (_start != 0)
        {
            _spent += (time.GetTimestamp() - _start) * (_isLong ? 1 : StepsPerSample);
        }
    }
}
