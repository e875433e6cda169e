using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>
/// Draws a card as Adaptive Card 1.5 JSON with <c>Action.Submit</c>, for Web Chat and other Direct Line clients. All
/// text is shown literally, and the whole stays below <see cref="MaxBytes"/>: lists and long texts are cut, saying so.
/// </summary>
public static class AdaptiveCardRenderer
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>UTF-8 bytes of a card; Teams takes no more.</summary>
    public const int MaxBytes = 28 * 1024;

    /// <summary>Writes letters of all scripts as they are, six times smaller than escaped; the result goes into JSON, never into HTML.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidOperationException">Even the shortest form is too large: the card's ids or links are absurdly long.</exception>
    public static JsonObject Render(Card card)
    {
        ArgumentNullException.ThrowIfNull(card);
        foreach (var limits in CardLimits.FromRoomyToTight)
        {
            var drawn = Draw(card, limits);
            if (Encoding.UTF8.GetByteCount(drawn.ToJsonString(Json)) < MaxBytes)
                return drawn;
        }

        throw new InvalidOperationException("A card is too large even in its shortest form.");
    }

    private static JsonObject Draw(Card card, CardLimits limits)
    {
        var body = new JsonArray(Header(card, limits));
        var blocks = new AdaptiveCardBlocks(limits);
        foreach (var block in limits.Blocks == 0 ? [] : card.Blocks.Take(limits.Blocks))
        {
            foreach (var element in blocks.Draw(block))
                body.Add(element);
        }

        if (card.Blocks.Count > limits.Blocks)
            body.Add(AdaptiveCardText.Paragraph($"... and {card.Blocks.Count - limits.Blocks} more parts. Open the report to see all.", subtle: true));

        var drawn = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = limits.Cut(card.Summary),
            ["speak"] = limits.Cut(card.Summary),
            ["body"] = body,
        };
        var actions = AdaptiveCardActions.Draw(card.Actions, limits);
        if (actions.Count > 0)
            drawn["actions"] = actions;
        return drawn;
    }

    private static JsonObject Header(Card card, CardLimits limits)
    {
        var items = new JsonArray(new JsonObject
        {
            ["type"] = "TextBlock",
            ["text"] = AdaptiveCardText.Defuse(limits.Cut(card.Title)),
            ["style"] = "heading",
            ["size"] = "Medium",
            ["weight"] = "Bolder",
            ["wrap"] = true,
        });
        if (card.Subtitle is { } subtitle)
        {
            var line = AdaptiveCardText.Paragraph(limits.Cut(subtitle), subtle: true);
            line["spacing"] = "None";
            items.Add(line);
        }

        return new JsonObject
        {
            ["type"] = "Container",
            ["style"] = AdaptiveCardText.ContainerStyle(card.Tone),
            ["bleed"] = true,
            ["items"] = items,
        };
    }
}
