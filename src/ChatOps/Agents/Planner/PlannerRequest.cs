namespace ChatOps.Agents.Planner;

/// <summary>One text and the world it was said in.</summary>
public sealed record PlannerRequest
{
    /// <summary>What the person wrote, as it came; the planner caps and cleans it.</summary>
    public required string Text { get; init; }

    public required PlannerCatalog Catalog { get; init; }

    public ConversationMemory Memory { get; init; } = new();
}

/// <summary>What the person may talk about.</summary>
public sealed record PlannerCatalog
{
    /// <summary>The connections this person may see, in the order in which they are configured.</summary>
    public required IReadOnlyList<CatalogConnection> Connections { get; init; }

    /// <summary>Ids that can be explained, such as those of rules.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>
    /// The table names of a connection, asked only when a request names tables. An empty list means that the names
    /// cannot be had now; the planner then says so instead of guessing.
    /// </summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<string>>> ReadTables { get; init; } =
        static (_, _) => Task.FromResult<IReadOnlyList<string>>([]);
}

/// <summary>A connection by its names only; never how to reach it.</summary>
/// <param name="Environment">dev, staging or prod; on prod a misspelt name is asked about, never taken.</param>
/// <param name="Provider">Such as <c>sqlite</c>.</param>
public sealed record CatalogConnection(string Name, IReadOnlyList<string> Aliases, string Environment, string Provider)
{
    public bool IsProduction => string.Equals(Environment, "prod", StringComparison.OrdinalIgnoreCase);
}
