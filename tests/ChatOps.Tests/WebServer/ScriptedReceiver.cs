using System.Collections.Concurrent;
using ChatOps.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.WebServer;

/// <summary>The conversation's part, played by a test: keeps each turn once and answers as told.</summary>
internal sealed class ScriptedReceiver : ITurnReceiver
{
    private readonly ConcurrentDictionary<string, Turn> _known = new();
    private readonly ConcurrentQueue<Turn> _turns = new();

    /// <summary>Where the reply port is found; set once the application is built.</summary>
    public IServiceProvider? Ports { get; set; }

    public IReadOnlyList<Turn> Turns => [.. _turns];

    /// <summary>How often a turn was handed in, repetitions included.</summary>
    public int Deliveries { get; private set; }

    /// <summary>Thrown instead of taking the turn.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Turns wait for it before they are taken.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What a turn is answered with; by default its own words.</summary>
    public Func<Turn, IEnumerable<OutgoingMessage>> Answer { get; set; } = turn =>
        [new OutgoingMessage($"reply-{turn.Id}", turn.ConversationId, $"Heard: {turn.Text}", null, [])];

    public async Task AcceptAsync(Turn turn, CancellationToken cancellationToken)
    {
        Deliveries++;
        await Gate.WaitAsync(cancellationToken);
        if (Failure is not null)
            throw Failure;
        if (!_known.TryAdd(turn.Id, turn))
            return;
        _turns.Enqueue(turn);
        var port = Ports!.GetServices<IReplyPort>().Single(port => port.Channel == turn.Channel);
        foreach (var message in Answer(turn))
            await port.DeliverAsync(message, cancellationToken);
    }
}
