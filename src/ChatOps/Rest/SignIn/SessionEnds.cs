using System.Collections.Concurrent;

namespace ChatOps.Rest.SignIn;

/// <summary>Tells the open streams of a session that it was signed out.</summary>
internal sealed class SessionEnds
{
    private readonly ConcurrentDictionary<Watch, string> _watches = new();

    /// <summary>Begin before the session is looked up, so that a sign-out in between is not missed.</summary>
    /// <param name="stopping">Ends the watch's token, too.</param>
    public Watch Begin(string secret, CancellationToken stopping)
    {
        var watch = new Watch(this, stopping);
        _watches[watch] = secret;
        return watch;
    }

    public async Task EndAsync(string secret)
    {
        foreach (var (watch, _) in _watches.Where(open => open.Value == secret))
            await watch.EndAsync();
    }

    /// <summary>One stream's; dispose it when the stream is over.</summary>
    internal sealed class Watch(SessionEnds owner, CancellationToken stopping) : IDisposable
    {
        private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        private readonly Lock _closing = new();
        private bool _isOver;

        public CancellationToken Token => _ended.Token;

        public async Task EndAsync()
        {
            Task cancelling;
            lock (_closing)
                cancelling = _isOver ? Task.CompletedTask : _ended.CancelAsync();
            await cancelling;
        }

        public void Dispose()
        {
            owner._watches.TryRemove(this, out _);
            lock (_closing)
            {
                _isOver = true;
                _ended.Dispose();
            }
        }
    }
}
