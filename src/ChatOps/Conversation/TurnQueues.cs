namespace ChatOps.Conversation;

/// <summary>Turns in order within their conversation, conversations beside each other. An idle conversation costs nothing.</summary>
/// <param name="answer">Answers one turn; it must not throw.</param>
internal sealed class TurnQueues(Func<Turn, Task> answer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    public void Add(Turn turn)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(turn.ConversationId, out var queue))
            {
                queue = new Queue();
                _queues.Add(turn.ConversationId, queue);
                queue.Worker = Task.Run(() => DrainAsync(turn.ConversationId, queue));
            }

            queue.Waiting.Enqueue(turn);
        }
    }

    /// <summary>Completes when every turn added so far to the conversation has been answered.</summary>
    public Task WhenEmptyAsync(string conversationId)
    {
        lock (_gate)
            return _queues.TryGetValue(conversationId, out var queue) ? queue.Worker : Task.CompletedTask;
    }

    public Task WhenAllEmptyAsync()
    {
        lock (_gate)
            return Task.WhenAll(_queues.Values.Select(queue => queue.Worker));
    }

    private async Task DrainAsync(string conversationId, Queue queue)
    {
        while (Next(conversationId, queue) is { } turn)
            await answer(turn);
    }

    private Turn? Next(string conversationId, Queue queue)
    {
        lock (_gate)
        {
            if (queue.Waiting.TryDequeue(out var turn))
                return turn;
            _queues.Remove(conversationId);
            return null;
        }
    }

    private sealed class Queue
    {
        public Queue<Turn> Waiting { get; } = new();

        public Task Worker { get; set; } = Task.CompletedTask;
    }
}
