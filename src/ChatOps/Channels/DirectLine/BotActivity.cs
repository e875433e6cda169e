using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Cards;
using ChatOps.Conversation;

namespace ChatOps.Channels.DirectLine;

/// <summary>Composes activities as clients see them (Bot Framework Activity schema 3).</summary>
internal static class BotActivity
{
    public const string BotId = "chatops";

    /// <summary>A message of the bot without id and time; the same message always gives the same text.</summary>
    public static JsonObject Compose(OutgoingMessage message)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["from"] = new JsonObject { ["id"] = BotId, ["name"] = "ChatOps", ["role"] = "bot" },
            ["conversation"] = new JsonObject { ["id"] = message.ConversationId },
        };
        if (message.Text is { } text)
        {
            activity["text"] = text;
            activity["textFormat"] = "plain";
            activity["speak"] = text;
        }

        if (message.Card is { } card)
        {
            activity["summary"] = card.Summary;
            activity["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = AdaptiveCardRenderer.ContentType,
                ["content"] = AdaptiveCardRenderer.Render(card),
            });
        }

        if (message.Suggestions.Count > 0)
        {
            var actions = message.Suggestions.Select(JsonNode (words) =>
                new JsonObject { ["type"] = "imBack", ["title"] = words, ["value"] = words });
            activity["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray([.. actions]) };
        }

        return activity;
    }

    /// <summary>The JSON that is stored and sent.</summary>
    public static string Stamp(JsonObject activity, string id, DateTimeOffset sentAt)
    {
        activity["id"] = id;
        activity["channelId"] = "directline";
        activity["timestamp"] = sentAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return activity.ToJsonString(AdaptiveCardRenderer.Json);
    }

    /// <summary>The JSON of what a person sent; the sender is the token's, whatever the message said.</summary>
    public static string StampEcho(JsonObject echo, string conversationId, string userId, string id, DateTimeOffset sentAt)
    {
        echo["from"] = new JsonObject { ["id"] = userId, ["role"] = "user" };
        echo["conversation"] = new JsonObject { ["id"] = conversationId };
        return Stamp(echo, id, sentAt);
    }
}
