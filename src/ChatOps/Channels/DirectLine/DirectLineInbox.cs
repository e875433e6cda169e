using ChatOps.Conversation;
using ChatOps.Pipelines.State;
using Microsoft.Extensions.Logging;

namespace ChatOps.Channels.DirectLine;

/// <summary>
/// Takes what a person sent: keeps it for the transcript, hands it in as a turn, and only then shows it as sent. A turn
/// stays with its activity until it is handed in, so that the next start finds what a crash left in between.
/// </summary>
internal sealed class DirectLineInbox(
    ActivityStore store, ConversationSignals signals, DirectLineReplyPort port, ITurnReceiver receiver, ILogger<DirectLineInbox> logger)
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
            id => TurnOf(token, activity, id),
            cancellationToken);
        if (TurnOf(token, activity, id) is { } turn)
            await HandInAsync(id, turn, cancellationToken);
        signals.Notify(token.ConversationId);
        if ((activity.ActionProblem ?? note) is { } sentence)
            await port.DeliverAsync(new OutgoingMessage($"{id}|note", token.ConversationId, sentence, null, []), cancellationToken);
        return id;
    }

    /// <summary>Hands in again what may not have been; the receiver knows each turn by its id.</summary>
    public async Task HandInLateAsync(WaitingTurn waiting, CancellationToken cancellationToken)
    {
        await receiver.AcceptAsync(waiting.Turn, cancellationToken);
        await store.MarkHandedInAsync(waiting.Turn.ConversationId, waiting.ActivityId, cancellationToken);
    }

    /// <summary>Null for what is no message or says nothing.</summary>
    private static Turn? TurnOf(DirectLineToken token, IncomingActivity activity, string id) =>
        !activity.IsMessage || (activity.Action is null && string.IsNullOrWhiteSpace(activity.Text))
            ? null
            : new Turn
            {
                Id = $"{DirectLineReplyPort.ChannelName}:{id}",
                ConversationId = token.ConversationId,
                Channel = DirectLineReplyPort.ChannelName,
                Identity = token.UserId,
                Text = activity.Action is null ? activity.Text : null,
                Action = activity.Action,
                SignedInAt = token.SignedInAt,
            };

    private async Task HandInAsync(string id, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.AcceptAsync(turn, cancellationToken);
        }
        catch
        {
            await store.WithdrawAsync(turn.ConversationId, id, CancellationToken.None);
            throw;
        }

        try
        {
            await store.MarkHandedInAsync(turn.ConversationId, id, CancellationToken.None);
        }
        catch (StateUnavailableException problem)
        {
            // The turn is safe with its receiver, which passes it over when the next start hands it in again.
            DirectLineLog.NotMarked(logger, problem, id);
        }
    }
}
