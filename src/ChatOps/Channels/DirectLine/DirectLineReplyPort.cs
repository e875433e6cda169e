using ChatOps.Cards;
using ChatOps.Conversation;

namespace ChatOps.Channels.DirectLine;

/// <summary>Puts the bot's messages where the web chat's streams and polls read them.</summary>
internal sealed class DirectLineReplyPort(ActivityStore store, ConversationSignals signals) : IReplyPort
{
    public const string ChannelName = "web";

    public string Channel => ChannelName;

    public bool ShowsDrafts => true;

    public async Task DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var activity = BotActivity.Compose(message);
        var isNews = await store.PutFromBotAsync(
            message.ConversationId,
            message.Id,
            activity.ToJsonString(AdaptiveCardRenderer.Json),
            sentAt => BotActivity.Stamp(activity, message.Id, sentAt),
            cancellationToken);
        if (isNews)
            signals.Notify(message.ConversationId);
    }

    public Task ForgetAsync(string conversationId, CancellationToken cancellationToken) => store.ForgetAsync(conversationId, cancellationToken);
}
