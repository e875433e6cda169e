using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>Placeholder</summary>
public static class AdaptiveCardRenderer
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static JsonObject Render(Card card) => new() { ["type"] = "AdaptiveCard", ["fallbackText"] = card.Summary };
}
