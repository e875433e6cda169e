using ChatOps.Conversation;

namespace ChatOps.Channels.DirectLine;

/// <summary>Takes what a person sent: keeps it for the transcript, hands it in as a turn, and only then shows it as sent.</summary>
internal sealed class DirectLineInbox(ActivityStore store, ConversationSignals signals, DirectLineReplyPort port, ITurnReceiver receiver)
{
    /// <summary>Returns the activity's id once the turn is durable. A retry has the same id and is one turn.</summary>
    /// <param name="note">Said by the bot beside the answer, or null.</param>
    public async Task<string> TakeAsync(DirectLineToken token, IncomingActivity activity, string? note, CancellationToken cancellationToken)
    {
        if (activity.Type == "typing")
            return $"{token.ConversationId}|typing";

        var id = await store.AddFromPersonAsync(
            token.ConversationId,
            activity.ClientId,
            (id, sentAt) => BotActivity.StampEcho(activity.Echo, token.ConversationId, token.UserId, id, sentAt),
            cancellationToken);
        await HandInAsync(token, activity, id, cancellationToken);
        signals.Notify(token.ConversationId);
        if ((activity.ActionProblem ?? note) is { } sentence)
            await port.DeliverAsync(new OutgoingMessage($"{id}|note", token.ConversationId, sentence, null, []), cancellationToken);
        return id;
    }

    private async Task HandInAsync(DirectLineToken token, IncomingActivity activity, string id, CancellationToken cancellationToken)
    {
        if (!activity.IsMessage || (activity.Action is null && string.IsNullOrWhiteSpace(activity.Text)))
            return;
        try
        {
            await receiver.AcceptAsync(
                new Turn
                {
                    Id = $"{DirectLineReplyPort.ChannelName}:{id}",
                    ConversationId = token.ConversationId,
                    Channel = DirectLineReplyPort.ChannelName,
                    Identity = token.UserId,
                    Text = activity.Action is null ? activity.Text : null,
                    Action = activity.Action,
                    SignedInAt = token.SignedInAt,
                },
                cancellationToken);
        }
        catch
        {
            await store.WithdrawAsync(token.ConversationId, id, CancellationToken.None);
            throw;
        }
    }
}
