using ChatOps.Knowledge.Aliases;
using ChatOps.People;

namespace ChatOps.Conversation.Aliases;

/// <summary>Tells people of changes to aliases in the conversations where they wrote them.</summary>
internal sealed class AliasNotices(Outbox outbox, PeopleDirectory people, HiddenNames hidden)
{
    /// <summary>
    /// Asks the owner, where they wrote what counts now. Somewhere else the list of aliases shows what waits; a change that
    /// names what the owner may not see is left to an administrator.
    /// </summary>
    public Task AskAsync(AliasVersion draft, AliasVersion current, Func<string, string> nameOf, CancellationToken cancellationToken) =>
        Origin.Parse(current.Origin) is { } place && current.Author == current.Owner && people.FindById(current.Owner) is { } owner && !hidden.For(owner)(draft.StandsFor)
            ? outbox.SendAsync(place.Channel, new OutgoingMessage($"alias-{AliasName.KeyOf(draft.Name)}-{draft.Version}", place.ConversationId, null, AliasCards.Review(draft, current, nameOf), []), cancellationToken)
            : Task.CompletedTask;

    /// <summary>Tells the author of a version that waited how it was decided, unless that is in this very conversation.</summary>
    public Task DecidedAsync(Turn turn, AliasVersion version, string text, CancellationToken cancellationToken) =>
        version.BasedOn > 0 && Origin.Parse(version.Origin) is { } place && place != Origin.Of(turn)
            ? outbox.SendAsync(place.Channel, new OutgoingMessage($"alias-{AliasName.KeyOf(version.Name)}-{version.Version}-decided", place.ConversationId, text, null, []), cancellationToken)
            : Task.CompletedTask;
}
