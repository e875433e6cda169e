using ChatOps.Cards;

namespace ChatOps.Conversation;

/// <summary>Where replies go. Channels implement it; the conversation never names a channel.</summary>
public interface IReplyPort
{
    /// <summary>The channel it serves, as in <see cref="Turn.Channel"/>.</summary>
    string Channel { get; }

    /// <summary>A message may be delivered while it is still being written, again and again with the same id, at most twice a second.</summary>
    bool ShowsDrafts { get; }

    /// <summary>
    /// Delivers a message. A message with an id that was delivered before replaces the shown one, so delivering the
    /// same message twice changes nothing.
    /// </summary>
    Task DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Deletes what the channel itself keeps of what was said in a conversation. The conversation goes on.</summary>
    Task ForgetAsync(string conversationId, CancellationToken cancellationToken);
}

/// <summary>One message of the bot.</summary>
/// <param name="Id">Unique; the same id again means: show this instead.</param>
/// <param name="Suggestions">Short texts the person may want to say next.</param>
public sealed record OutgoingMessage(
    string Id, string ConversationId, string? Text, Card? Card, IReadOnlyList<string> Suggestions);
