using System.Threading.RateLimiting;

namespace ChatOps.Channels.DirectLine;

/// <summary>How fast one person may send: a bucket each, refilled steadily.</summary>
internal sealed class MessageLimiter(DirectLineOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(user =>
        RateLimitPartition.GetTokenBucketLimiter(user, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.MessageBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / options.MessagesPerMinute),
            QueueLimit = 0,
        }));

    /// <summary>Null when one more is fine; else how long to wait.</summary>
    public TimeSpan? Refuse(string userId)
    {
        using var lease = _limiter.AttemptAcquire(userId);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => _limiter.Dispose();
}
