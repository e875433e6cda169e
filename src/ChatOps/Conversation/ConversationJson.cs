using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Conversation;

/// <summary>How the conversation keeps its own records. Cards keep their kind, so that a message can be delivered after a restart.</summary>
internal static class ConversationJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A stored record of the conversation is empty.");
}
