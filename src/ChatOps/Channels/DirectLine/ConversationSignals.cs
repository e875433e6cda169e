using System.Collections.Concurrent;

namespace ChatOps.Channels.DirectLine;

/// <summary>
/// Wakes the open streams of a conversation when something new is stored. It carries no message: every stream reads
/// the store from its own watermark, so a slow one holds nothing back and costs no memory.
/// </summary>
internal sealed class ConversationSignals
{
    private readonly ConcurrentDictionary<string, HashSet<Subscription>> _open = new(StringComparer.Ordinal);

    /// <summary>Null when the conversation has <paramref name="limit"/> streams already.</summary>
    public Subscription? Subscribe(string conversationId, int limit)
    {
        while (true)
        {
            var streams = _open.GetOrAdd(conversationId, _ => []);
            lock (streams)
            {
                if (!_open.TryGetValue(conversationId, out var current) || current != streams)
                    continue;
                if (streams.Count >= limit)
                    return null;
                var subscription = new Subscription(this, conversationId);
                streams.Add(subscription);
                return subscription;
            }
        }
    }

    public void Notify(string conversationId)
    {
        if (!_open.TryGetValue(conversationId, out var streams))
            return;
        lock (streams)
        {
            foreach (var stream in streams)
                stream.Wake();
        }
    }

    private void Remove(Subscription subscription)
    {
        if (!_open.TryGetValue(subscription.ConversationId, out var streams))
            return;
        lock (streams)
        {
            streams.Remove(subscription);
            if (streams.Count == 0)
                _open.TryRemove(subscription.ConversationId, out _);
        }
    }

    /// <summary>One open stream's bell. It rings at least once for anything stored after the last wait began.</summary>
    internal sealed class Subscription(ConversationSignals owner, string conversationId) : IDisposable
    {
        private readonly SemaphoreSlim _bell = new(0, 1);

        public string ConversationId { get; } = conversationId;

        public Task WaitAsync(CancellationToken cancellationToken) => _bell.WaitAsync(cancellationToken);

        /// <summary>Called under the lock of the conversation's streams, so the count is never above one.</summary>
        public void Wake()
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }

        public void Dispose()
        {
            owner.Remove(this);
            _bell.Dispose();
        }
    }
}
