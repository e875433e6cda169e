using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Cards;

namespace ChatOps.Channels.DirectLine;

/// <summary>What a client sent, read defensively: of its JSON only what is known here is taken, each within its limits.</summary>
internal sealed record IncomingActivity
{
    private const int MaxIdLength = 256;

    private static readonly string[] EchoedChannelData = ["clientActivityID", "clientTimestamp", "postBack"];

    /// <summary>Such as <c>message</c>, <c>event</c> or <c>typing</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The client's own mark of this message; the same on a retry. Null when it sent none.</summary>
    public string? ClientId { get; init; }

    public string? Text { get; init; }

    /// <summary>The press of a button, or null.</summary>
    public ActionPayload? Action { get; init; }

    /// <summary>Why a press could not be read, as a sentence; null when it could or when there was none.</summary>
    public string? ActionProblem { get; init; }

    /// <summary>What is sent back to the client as its own activity, without id, time and sender.</summary>
    public required JsonObject Echo { get; init; }

    public bool IsMessage => Type == "message";

    public static (IncomingActivity? Activity, DirectLineError? Error) Read(JsonElement body, DirectLineOptions options)
    {
        if (StringOf(body, "type") is not { Length: > 0 and <= 64 } type)
            return (null, DirectLineError.BadArgument("The activity has no type; send \"type\": \"message\"."));
        if (body.TryGetProperty("text", out var words) && words.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return (null, DirectLineError.BadArgument("The activity's text must be a string."));
        var text = StringOf(body, "text");
        if (text is not null && Encoding.UTF8.GetByteCount(text) > options.MaxTextBytes)
            return (null, DirectLineError.TooLarge($"The message is longer than {options.MaxTextBytes / 1024} KB and was not taken. Send a shorter one."));

        var (action, problem) = ReadAction(body, text);
        return (new IncomingActivity
        {
            Type = type,
            ClientId = ReadClientId(body),
            Text = action is null && problem is null ? text : null,
            Action = action,
            ActionProblem = problem,
            Echo = ComposeEcho(body, type, text),
        }, null);
    }

    /// <summary>Buttons send their payload as the value; some clients send it as JSON text.</summary>
    private static (ActionPayload? Action, string? Problem) ReadAction(JsonElement body, string? text)
    {
        if (body.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object)
            return ActionPayloadJson.Read(value);
        if (text is null || !text.TrimStart().StartsWith('{') || !text.Contains(ActionPayloadJson.Envelope, StringComparison.Ordinal))
            return (null, null);
        var (parsed, error) = RequestBody.ParseObject(Encoding.UTF8.GetBytes(text));
        return error is null ? ActionPayloadJson.Read(parsed!.Value) : (null, null);
    }

    private static string? ReadClientId(JsonElement body)
    {
        var marked = body.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object
            ? StringOf(data, "clientActivityID")
            : null;
        if (marked is { Length: > 0 and <= MaxIdLength })
            return $"c:{marked}";
        return StringOf(body, "id") is { Length: > 0 and <= MaxIdLength } own ? $"i:{own}" : null;
    }

    private static JsonObject ComposeEcho(JsonElement body, string type, string? text)
    {
        var echo = new JsonObject { ["type"] = type };
        if (text is not null)
        {
            echo["text"] = text;
            echo["textFormat"] = "plain";
        }

        foreach (var name in new[] { "value", "name", "locale", "localTimestamp" })
        {
            if (body.TryGetProperty(name, out var part))
                echo[name] = JsonNode.Parse(part.GetRawText());
        }

        if (body.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object)
        {
            var kept = EchoedChannelData
                .Where(name => data.TryGetProperty(name, out _))
                .Select(name => KeyValuePair.Create(name, JsonNode.Parse(data.GetProperty(name).GetRawText())));
            echo["channelData"] = new JsonObject(kept);
        }

        return echo;
    }

    private static string? StringOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
