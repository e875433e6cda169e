using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Commands.Interpret;

/// <summary>One line of the requests file.</summary>
/// <param name="Id">Null where the line has none.</param>
/// <param name="Problem">Why it could not be read; else null.</param>
internal sealed record RequestLine(string? Id, string Text, ConversationMemory Memory, string? Problem = null)
{
    /// <summary>Reads any line; unknown fields are passed over.</summary>
    public static RequestLine Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return new RequestLine(null, "", new ConversationMemory(), "The line is not a JSON object.");
            var id = root.TryGetProperty("id", out var given) ? given.ValueKind == JsonValueKind.String ? given.GetString() : given.GetRawText() : null;
            return root.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                ? new RequestLine(id, text.GetString() ?? "", root.TryGetProperty("context", out var context) ? ContextReader.Read(context) : new ConversationMemory())
                : new RequestLine(id, "", new ConversationMemory(), "The line has no text.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return new RequestLine(null, "", new ConversationMemory(), "The line is not JSON.");
        }
    }
}
