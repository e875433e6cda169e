using ChatOps.Agents.Questions;

namespace ChatOps.Agents.Planner;

/// <summary>One text and the world it was said in.</summary>
public sealed record PlannerRequest
{
    /// <summary>What the person wrote, as it came; the planner caps and cleans it.</summary>
    public required string Text { get; init; }

    public required PlannerCatalog Catalog { get; init; }

    public ConversationMemory Memory { get; init; } = new();

    /// <summary>Answers that were given to questions about this text.</summary>
    public IReadOnlyList<Resolution> Resolved { get; init; } = [];

    /// <summary>What a person said yes to; null for nothing. Another reading of the text is asked about again.</summary>
    public IReadOnlyList<Operation>? Confirmed { get; init; }
}

/// <summary>What the person may talk about.</summary>
public sealed record PlannerCatalog
{
    /// <summary>The connections this person may see, in the order in which they are configured.</summary>
    public required IReadOnlyList<CatalogConnection> Connections { get; init; }

    /// <summary>Databases that can only be migrated into, by their names only.</summary>
    public IReadOnlyList<CatalogConnection> MigrationTargets { get; init; } = [];

    /// <summary>Work that runs on a schedule.</summary>
    public IReadOnlyList<CatalogJob> Jobs { get; init; } = [];

    /// <summary>Channels that reports can be posted in, such as <c>#ops</c>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>When the request is read: what "tomorrow" counts from.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The IANA id of the zone that counts where none is named.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Ids that can be explained, such as those of rules.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>
    /// The table names of a connection, asked only when a request names tables. An empty list means that the names
    /// cannot be had now; the planner then says so instead of guessing.
    /// </summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<string>>> ReadTables { get; init; } =
        static (_, _) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>The column names of a connection, each once; none where they cannot be had now.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<string>>> ReadColumns { get; init; } =
        static (_, _) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Which tables of a connection refer to which others; none where it cannot be read now.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<TableReference>>> ReadReferences { get; init; } =
        static (_, _) => Task.FromResult<IReadOnlyList<TableReference>>([]);

    /// <summary>What a language model makes of a question that the grammar would have to ask about; null where there is none.</summary>
    public Func<string, string, CancellationToken, Task<QuestionReading?>> WriteQuery { get; init; } =
        static (_, _, _) => Task.FromResult<QuestionReading?>(null);

    /// <summary>What a question about the data of a connection comes to; null where that connection cannot be asked.</summary>
    public Func<string, string, CancellationToken, Task<QuestionReading?>> ReadQuestion { get; init; } =
        static (_, _, _) => Task.FromResult<QuestionReading?>(null);
}

/// <summary>Work that runs on a schedule.</summary>
/// <param name="Name">Such as <c>CRM-NIGHTLY</c>.</param>
/// <param name="Time">When it runs; null where that is not known.</param>
/// <param name="Does">What it does, in words: <c>validate crm</c>.</param>
/// <param name="Writes">It writes to a database.</param>
public sealed record CatalogJob(string Name, PlannedTime? Time, string Does, bool Writes);

/// <summary>One table refers to another by a foreign key.</summary>
/// <param name="Columns">The columns of both, in the order of the key.</param>
public sealed record TableReference(string From, string To, IReadOnlyList<(string From, string To)> Columns);

/// <summary>A connection by its names only; never how to reach it.</summary>
/// <param name="Environment">dev, staging or prod; on prod a misspelt name is asked about, never taken.</param>
/// <param name="Provider">Such as <c>sqlite</c>.</param>
public sealed record CatalogConnection(string Name, IReadOnlyList<string> Aliases, string Environment, string Provider)
{
    public bool IsProduction => string.Equals(Environment, "prod", StringComparison.OrdinalIgnoreCase);
}
