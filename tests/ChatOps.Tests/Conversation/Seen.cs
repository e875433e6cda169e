using ChatOps.Cards;
using ChatOps.Channels.Terminal;
using ChatOps.Conversation;

namespace ChatOps.Tests.Conversation;

/// <summary>Reads messages as a person would.</summary>
internal static class Seen
{
    /// <summary>All words of the messages, one line each, buttons left out.</summary>
    public static string Text(this IEnumerable<OutgoingMessage> messages) =>
        string.Join('\n', messages.Select(message => message.Card is { } card
            ? string.Join('\n', CardLines.Of(card, address => address).Select(line => line.Text))
            : message.Text));

    public static Card CardTitled(this IEnumerable<OutgoingMessage> messages, string start) =>
        messages.Select(message => message.Card).OfType<Card>().Last(card => card.Title.StartsWith(start, StringComparison.Ordinal));

    public static ActionPayload Button(this Card card, string title) =>
        card.Actions.OfType<CardAction.Submit>().Single(action => action.Title == title).Payload;

    public static bool HasButton(this Card card, string title) => card.Actions.Any(action => action.Title == title);
}
