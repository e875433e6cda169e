namespace ChatOps.Agents.Planner.Names;

/// <summary>Every way to call each connection.</summary>
internal static class ConnectionNames
{
    public static IEnumerable<(string Name, string Known)> Of(IEnumerable<CatalogConnection> connections) =>
        connections.SelectMany(connection => connection.Aliases.Prepend(connection.Name).Select(known => (connection.Name, known)));
}
