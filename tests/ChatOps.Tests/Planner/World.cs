using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Tests.Planner;

/// <summary>A small world to ask in: four connections, one of them production, and the tables of demo.</summary>
internal static class World
{
    public static readonly IReadOnlyList<string> Tables =
        ["customers", "orders", "order_items", "products", "reviews", "logs", "payments", "employees"];

    public static readonly IReadOnlyList<CatalogConnection> Connections =
    [
        new("demo", ["shop"], "dev", "sqlite"),
        new("crm", [], "dev", "sqlite"),
        new("warehouse", ["dwh"], "staging", "sqlite"),
        new("sales-eu", ["ventas"], "prod", "sqlite"),
    ];

    public static Task<PlannerReply> AskAsync(string text, ConversationMemory? memory = null, IReadOnlyList<CatalogConnection>? connections = null) =>
        new OfflinePlanner().PlanAsync(Request(text, memory, connections), CancellationToken.None);

    public static PlannerRequest Request(string text, ConversationMemory? memory = null, IReadOnlyList<CatalogConnection>? connections = null) => new()
    {
        Text = text,
        Memory = memory ?? new ConversationMemory(),
        Catalog = new PlannerCatalog
        {
            Connections = connections ?? Connections,
            ReadTables = (name, _) => Task.FromResult(name == "empty" ? [] : Tables),
        },
    };

    public static IReadOnlyList<CatalogConnection> Named(params string[] names) => [.. names.Select(name => new CatalogConnection(name, [], "dev", "sqlite"))];

    /// <summary>The reply in few words: intent and connections of a plan, the name of a command, or the kind of reply.</summary>
    public static string Brief(PlannerReply reply) => reply switch
    {
        PlannerReply.Execute execute => $"{execute.Plan.Intent} {string.Join(',', execute.Plan.Connections)}",
        PlannerReply.Command command => command.Name.ToString(),
        _ => reply.GetType().Name,
    };

    public static Plan PlanOf(PlannerReply reply) => reply switch
    {
        PlannerReply.Execute execute => execute.Plan,
        PlannerReply.Partial partial => partial.Plan,
        _ => throw new Xunit.Sdk.XunitException($"No plan but {reply}"),
    };
}
