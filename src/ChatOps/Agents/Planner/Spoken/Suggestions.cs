using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Spoken;

/// <summary>Requests that would work, written with the person's own connection names.</summary>
internal sealed class Suggestions(PlannerCatalog catalog, ConversationMemory memory)
{
    public IReadOnlyList<string> General => Example is { } name
        ? [.. For(name), .. Elsewhere(name) is { } other ? new[] { $"migrate {name} to {other}" } : [], "help"]
        : ["help", "connections"];

    /// <summary>The connection to speak of when none was named; null when there is none.</summary>
    public string? Example => catalog.Connections.FirstOrDefault(connection => string.Equals(connection.Name, memory.LastConnection, StringComparison.OrdinalIgnoreCase))?.Name
        ?? catalog.Connections.FirstOrDefault(connection => !connection.IsProduction)?.Name
        ?? (catalog.Connections is [var first, ..] ? first.Name : null);

    public static IReadOnlyList<string> For(string connection) =>
        [$"validate {connection}", $"profile {connection}", $"find anomalies in {connection}", $"export {connection}"];

    /// <summary>A connection to migrate into; null where there is no other, or only production.</summary>
    private string? Elsewhere(string source) =>
        catalog.Connections.FirstOrDefault(connection => !connection.IsProduction && connection.Name != source)?.Name;

    /// <summary>What can be done instead, about the connection that was named if one was.</summary>
    public IReadOnlyList<string> Instead(IReadOnlyList<Item> items) =>
        items.FirstOrDefault(item => item.Named.Count > 0) is { } item ? For(item.Named[0].Name) : General;

    public const string NoConnections =
        "You may see no connection yet, so there is nothing to work on. An administrator configures connections and who may see them.";
}
