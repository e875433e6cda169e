using ChatOps.Cards;

namespace ChatOps.Conversation;

/// <summary>Sends replies to where a turn came from. A reply's id follows from the turn's, so answering a turn again after a crash shows it once.</summary>
internal sealed class Replies(Outbox outbox)
{
    public Task SayAsync(Turn turn, string text, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        SendAsync(turn, text, card: null, suggestions, cancellationToken);

    public Task ShowAsync(Turn turn, Card card, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        SendAsync(turn, text: null, card, suggestions, cancellationToken);

    /// <summary>Where the words of a reply can be shown while they are written; null where the channel shows whole messages only.</summary>
    public Draft? BeginDraft(Turn turn, TimeProvider clock) =>
        outbox.ShowsDrafts(turn.Channel) ? new Draft((text, cancellationToken) => outbox.ShowDraftAsync(turn.Channel, Message(turn, text, card: null, []), cancellationToken), clock) : null;

    private Task SendAsync(Turn turn, string? text, Card? card, IReadOnlyList<string> suggestions, CancellationToken cancellationToken) =>
        outbox.SendAsync(turn.Channel, Message(turn, text, card, suggestions), cancellationToken);

    private static OutgoingMessage Message(Turn turn, string? text, Card? card, IReadOnlyList<string> suggestions) =>
        new($"reply-{turn.Channel}-{turn.Id}", turn.ConversationId, text, card, suggestions);
}
