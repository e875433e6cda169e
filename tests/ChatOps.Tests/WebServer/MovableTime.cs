namespace ChatOps.Tests.WebServer;

/// <summary>The clock, with days that a test can skip.</summary>
internal sealed class MovableTime : TimeProvider
{
    private TimeSpan _skipped;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _skipped;

    public void Skip(TimeSpan time) => _skipped += time;
}
