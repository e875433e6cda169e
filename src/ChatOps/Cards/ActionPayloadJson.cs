using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Cards;

/// <summary>
/// The wire form of <see cref="ActionPayload"/>: <c>{"chatops":{"verb","id","hash"}}</c> with the form's fields beside
/// the envelope as <c>field.NAME</c>, because cards merge their inputs into the submitted data.
/// </summary>
public static class ActionPayloadJson
{
    /// <summary>The property that marks data as ours.</summary>
    public const string Envelope = "chatops";

    /// <summary>Before the id of every input.</summary>
    public const string FieldPrefix = "field.";

    private const int MaxWord = 64;
    private const int MaxId = 4096;
    private const int MaxValue = 8192;
    private const int MaxFields = 64;

    private const string Unreadable = "The button sent something that I cannot read, so nothing was done. Reload the page and press it again, or write what you want.";

    public static JsonObject Write(ActionPayload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var envelope = new JsonObject { ["verb"] = payload.Verb, ["id"] = payload.Id };
        if (payload.Hash is { } hash)
            envelope["hash"] = hash;
        var data = new JsonObject { [Envelope] = envelope };
        foreach (var (name, value) in payload.Values)
            data[FieldPrefix + name] = value;
        return data;
    }

    /// <summary>The payload, or a sentence for the person saying that it cannot be read. Never throws.</summary>
    public static (ActionPayload? Payload, string? Problem) Read(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty(Envelope, out var envelope)
            || envelope.ValueKind != JsonValueKind.Object
            || Word(envelope, "verb", MaxWord) is not { Length: > 0 } verb
            || Word(envelope, "id", MaxId) is not { } id
            || !IsAbsentOrWord(envelope, "hash")
            || ReadFields(data) is not { } values)
        {
            return (null, Unreadable);
        }

        return (new ActionPayload(verb, id, Word(envelope, "hash", MaxWord * 4)) { Values = values }, null);
    }

    private static Dictionary<string, string>? ReadFields(JsonElement data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in data.EnumerateObject().Where(property => property.Name.StartsWith(FieldPrefix, StringComparison.Ordinal)))
        {
            if (property.Value.ValueKind != JsonValueKind.String || values.Count == MaxFields)
                return null;
            var value = property.Value.GetString()!;
            if (value.Length > MaxValue || property.Name.Length > MaxId)
                return null;
            values[property.Name[FieldPrefix.Length..]] = value;
        }

        return values;
    }

    private static bool IsAbsentOrWord(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null || Word(parent, name, MaxWord * 4) is not null;

    private static string? Word(JsonElement parent, string name, int maxLength) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= maxLength
            ? text
            : null;
}
