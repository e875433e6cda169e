using ChatOps.Cards;

namespace ChatOps.Conversation;

/// <summary>Sends replies to where a turn came from. A reply's id follows from the turn's, so answering a turn again after a crash shows it once.</summary>
internal sealed class Replies(Outbox outbox)
{
    public Task SayAsync(Turn turn, string text, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        SendAsync(turn, text, card: null, suggestions, cancellationToken);

    public Task ShowAsync(Turn turn, Card card, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        SendAsync(turn, text: null, card, suggestions, cancellationToken);

    private Task SendAsync(Turn turn, string? text, Card? card, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        outbox.SendAsync(turn.Channel, new OutgoingMessage($"reply-{turn.Channel}-{turn.Id}", turn.ConversationId, text, card, suggestions), cancellationToken);
}
