namespace ChatOps.Database.Migration.Loading;

/// <summary>How long loading took, and how long indexes took beyond it: both go on at the same time.</summary>
/// <param name="slices">Left to load.</param>
internal sealed class LoadClock(TimeProvider time, int slices)
{
    private readonly long _start = time.GetTimestamp();
    private long _loaded = slices == 0 ? time.GetTimestamp() : 0;
    private int _left = slices;

    internal TimeSpan Load => time.GetElapsedTime(_start, _loaded);

    internal TimeSpan Index => time.GetElapsedTime(_loaded);

    internal void Loaded()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _loaded = time.GetTimestamp();
        }
    }
}
