using ChatOps.Knowledge.Aliases;

namespace ChatOps.Conversation.Aliases;

/// <summary>Tells people of changes to aliases in the conversations where they wrote them.</summary>
internal sealed class AliasNotices(Outbox outbox)
{
    /// <summary>Asks the owner, where they wrote what counts now. Somewhere else the list of aliases shows what waits.</summary>
    public Task AskAsync(AliasVersion draft, AliasVersion current, Func<string, string> nameOf, CancellationToken cancellationToken) =>
        Origin.Parse(current.Origin) is { } place && current.Author == current.Owner
            ? outbox.SendAsync(place.Channel, new OutgoingMessage($"alias-{AliasName.KeyOf(draft.Name)}-{draft.Version}", place.ConversationId, null, AliasCards.Review(draft, current, nameOf), []), cancellationToken)
            : Task.CompletedTask;

    /// <summary>Tells the author of a version that waited how it was decided, unless that is in this very conversation.</summary>
    public Task DecidedAsync(Turn turn, AliasVersion version, string text, CancellationToken cancellationToken) =>
        version.BasedOn > 0 && Origin.Parse(version.Origin) is { } place && place != Origin.Of(turn)
            ? outbox.SendAsync(place.Channel, new OutgoingMessage($"alias-{AliasName.KeyOf(version.Name)}-{version.Version}-decided", place.ConversationId, text, null, []), cancellationToken)
            : Task.CompletedTask;
}
