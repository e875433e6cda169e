using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>Draws what a person can press.</summary>
internal static class AdaptiveCardActions
{
    private const int MaxFieldLetters = 4000;
    private const int MaxTitle = 60;

    public static JsonArray Draw(IReadOnlyList<CardAction> actions, CardLimits limits) =>
        new([.. actions.Select(action => Draw(action, limits)).OfType<JsonNode>()]);

    private static JsonObject? Draw(CardAction action, CardLimits limits) => action switch
    {
        CardAction.Submit submit => Submit(submit.Title, submit.Payload, submit.Style, inputs: "none"),
        CardAction.OpenLink link => IsOurs(link.Address)
            ? new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = Short(link.Title), ["url"] = link.Address }
            : null,
        CardAction.Form form => Form(form, limits),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action.GetType().Name, "This kind of action cannot be drawn."),
    };

    /// <summary>Reads pages only: an address that would run a script or open a program makes no button.</summary>
    private static bool IsOurs(string address) =>
        (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal))
        || (Uri.TryCreate(address, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps));

    private static JsonObject Submit(string title, ActionPayload payload, ActionStyle style, string inputs)
    {
        var action = new JsonObject
        {
            ["type"] = "Action.Submit",
            ["title"] = Short(title),
            ["data"] = ActionPayloadJson.Write(payload),
            ["associatedInputs"] = inputs,
        };
        if (style != ActionStyle.Default)
            action["style"] = style == ActionStyle.Positive ? "positive" : "destructive";
        return action;
    }

    private static JsonObject Form(CardAction.Form form, CardLimits limits) => new()
    {
        ["type"] = "Action.ShowCard",
        ["title"] = Short(form.Title),
        ["card"] = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["body"] = new JsonArray([.. form.Fields.Select(JsonNode (field) => Field(field, limits))]),
            ["actions"] = new JsonArray(Submit(form.SubmitTitle, form.Payload, ActionStyle.Positive, inputs: "auto")),
        },
    };

    private static JsonObject Field(FormField field, CardLimits limits) => field switch
    {
        FormField.Line line => Line(line.Id, line.Label, line.Value),
        FormField.Choices choices when choices.Options.Count > limits.Choices =>
            Line(choices.Id, $"{choices.Label} (separated by commas)", string.Join(',', choices.Selected)),
        FormField.Choices choices => new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = ActionPayloadJson.FieldPrefix + choices.Id,
            ["label"] = choices.Label,
            ["isMultiSelect"] = true,
            ["style"] = "expanded",
            ["wrap"] = true,
            ["value"] = string.Join(',', choices.Selected),
            ["choices"] = new JsonArray([.. choices.Options.Select(JsonNode (option) =>
                new JsonObject { ["title"] = AdaptiveCardText.Defuse(option.Title), ["value"] = option.Value })]),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.GetType().Name, "This kind of field cannot be drawn."),
    };

    private static string Short(string title) => title.Length > MaxTitle ? $"{title[..(MaxTitle - 4)]} ..." : title;

    private static JsonObject Line(string id, string label, string value) => new()
    {
        ["type"] = "Input.Text",
        ["id"] = ActionPayloadJson.FieldPrefix + id,
        ["label"] = label,
        ["value"] = value,
        ["maxLength"] = MaxFieldLetters,
    };
}
