using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Commands.Interpret;

/// <summary>
/// Reads what came before a request: <c>current_database</c>, <c>running</c>, <c>pending</c>, and what was done last
/// under any name that begins with <c>last</c> or <c>previous</c>.
/// </summary>
internal static class ContextReader
{
    public static ConversationMemory Read(JsonElement context)
    {
        var memory = new ConversationMemory();
        if (context.ValueKind != JsonValueKind.Object)
            return memory;
        foreach (var property in context.EnumerateObject())
        {
            memory = property.Name switch
            {
                "current_database" or "database" or "current_db" => memory with { CurrentConnection = Text(property.Value) },
                "running" or "runs" => memory with { RunsInFlight = [.. Objects(property.Value).Select(Run)] },
                "messages" or "history" or "turns" => memory with { LastRequest = Said(property.Value) ?? memory.LastRequest },
                "pending" or "approvals" => memory with { OpenDecisions = [.. Objects(property.Value).Select(Decision)] },
                _ when property.Name.StartsWith("last", StringComparison.Ordinal) || property.Name.StartsWith("prev", StringComparison.Ordinal) => Last(memory, property.Value),
                _ => memory,
            };
        }

        return memory;
    }

    private static ConversationMemory Last(ConversationMemory memory, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return memory with { LastRequest = value.GetString() };
        var done = Objects(value).SelectMany(item => item.TryGetProperty("steps", out var steps) ? Objects(steps).Select(step => Operation(step)) : [Operation(item)]).OfType<Operation>().ToArray();
        var state = Objects(value).Select(item => Text(item, "state") ?? Text(item, "status")).LastOrDefault();
        return done.Length == 0 ? memory : memory with { LastOperations = done, LastIsRunning = state is "running" or "started" or "in_progress" };
    }

    /// <summary>The last thing that was said, of texts or of objects with a text.</summary>
    private static string? Said(JsonElement value) => value.ValueKind != JsonValueKind.Array ? null : value.EnumerateArray()
        .Where(item => item.ValueKind != JsonValueKind.Object || Text(item, "role") is null or "user")
        .Select(item => item.ValueKind == JsonValueKind.Object ? Text(item, "text") ?? Text(item, "content") : Text(item))
        .LastOrDefault(text => text is not null);

    private static Operation? Operation(JsonElement item)
    {
        if (Text(item, "op") is null && Text(item, "sql") is not null)
            return new Operation(OperationKind.Query) { Database = Text(item, "database") ?? Text(item, "db") };
        var name = (Text(item, "op") ?? Text(item, "intent") ?? Text(item, "action"))?.Replace("_", "", StringComparison.Ordinal);
        if (name is null || !Enum.TryParse<OperationKind>(name, ignoreCase: true, out var kind))
            return null;
        return new Operation(kind)
        {
            Database = Text(item, "database"),
            Source = Text(item, "source"),
            Target = Text(item, "target"),
            Job = Text(item, "job") ?? Text(item, "schedule") ?? Text(item, "name"),
            Run = Text(item, "run") ?? Text(item, "run_id"),
            Recipient = Text(item, "channel") ?? Text(item, "to"),
            Tables = [.. Texts(item, "table"), .. Texts(item, "tables"), .. Texts(item, "include")],
            Except = [.. Texts(item, "exclude")],
            Checks = [.. Texts(item, "check"), .. Texts(item, "checks")],
            What = Text(item, "what"),
            Status = kind == OperationKind.History ? Text(item, "status") : null,
            Format = Text(item, "format"),
            Question = kind == OperationKind.Query ? Text(item, "text") ?? Text(item, "question") : null,
        };
    }

    private static RunInFlight Run(JsonElement item) => new(Text(item, "id") ?? Text(item, "run") ?? "", Text(item, "job") ?? Text(item, "op") ?? "");

    private static OpenDecision Decision(JsonElement item) => new(Text(item, "id") ?? "", Text(item, "requested_by") is null or "me" or "you" or "user");

    private static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
        JsonValueKind.Object => [value],
        _ => [],
    };

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text).OfType<string>() : Text(value) is { } text ? [text] : [];
    }
}
