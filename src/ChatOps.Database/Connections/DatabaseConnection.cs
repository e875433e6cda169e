namespace ChatOps.Database.Connections;

/// <summary>A customer's database as it is configured.</summary>
public sealed record DatabaseConnection
{
    /// <summary>Unique, compared without case.</summary>
    public required string Name { get; init; }

    public required DatabaseProvider Provider { get; init; }

    /// <summary>dev, staging or prod; decides who must approve.</summary>
    public string Environment { get; init; } = "dev";

    /// <summary>Other names for it, unique over all connections, compared without case.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How the reader connects: a full path for SQLite, else a URL. May hold a password, so it never prints.</summary>
    public required Secret Reader { get; init; }

    /// <summary>How the writer connects; null where nothing may ever be written.</summary>
    public Secret? Writer { get; init; }

    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Reports, cards and documents show personal data as it is; else it is masked in them.</summary>
    public bool ShowPersonalData { get; init; }
}

/// <summary>The engine behind a connection.</summary>
public enum DatabaseProvider
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,

    /// <summary>A MariaDB or MySQL server.</summary>
    MySql,
}

/// <summary>What the bot allows itself on a connection.</summary>
public sealed record ConnectionLimits
{
    /// <summary>The longest one statement may take.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for somebody else's lock before the attempt counts as a transient failure.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sessions at the same time over all runs, 1 to 64.</summary>
    public int Sessions { get; init; } = 4;
}
