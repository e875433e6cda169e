using ChatOps.Database.Connections;

namespace ChatOps;

/// <summary>One entry of the <c>Connections</c> section.</summary>
internal sealed class ConnectionSettings
{
    private static readonly string[] Environments = ["dev", "staging", "prod"];

    public string? Name { get; init; }

    public string? Provider { get; init; }

    public string? Address { get; init; }

    public string Environment { get; init; } = "dev";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public TimeSpan? StatementTimeout { get; init; }

    public TimeSpan? LockTimeout { get; init; }

    /// <summary>All configured connections; what is wrong goes to <paramref name="problems"/>, each naming its key.</summary>
    public static IReadOnlyList<DatabaseConnection> Read(IConfigurationSection section, List<string> problems)
    {
        var connections = new List<DatabaseConnection>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            var wrong = new List<string>();
            var entry = child.Bind<ConnectionSettings>(wrong);
            if (wrong.Count == 0)
                wrong.AddRange(entry.Problems(child.Path, names));
            problems.AddRange(wrong);
            if (wrong.Count == 0)
                connections.Add(entry.ToConnection());
        }

        return connections;
    }

    private IEnumerable<string> Problems(string key, HashSet<string> names)
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return $"{key}:Name is missing.";
        foreach (var name in Aliases.Prepend(Name ?? "").Where(name => name.Length > 0 && !names.Add(name)))
            yield return $"{key} uses the name '{name}', which another connection or alias has already.";
        if (string.IsNullOrWhiteSpace(Address))
            yield return $"{key}:Address is missing; for SQLite it is the path of the file.";
        if (Provider is not null && !string.Equals(Provider, "sqlite", StringComparison.OrdinalIgnoreCase))
            yield return $"{key}:Provider is '{Provider}'; this version knows sqlite.";
        if (!Environments.Contains(Environment))
            yield return $"{key}:Environment is '{Environment}'; it must be dev, staging or prod.";
        if (StatementTimeout <= TimeSpan.Zero)
            yield return $"{key}:StatementTimeout must be longer than zero, such as 00:10:00.";
        if (LockTimeout < TimeSpan.Zero)
            yield return $"{key}:LockTimeout must not be negative.";
    }

    private DatabaseConnection ToConnection()
    {
        var defaults = new ConnectionLimits();
        return new DatabaseConnection
        {
            Name = Name!,
            Provider = DatabaseProvider.Sqlite,
            Environment = Environment,
            Aliases = Aliases,
            Reader = ConnectionAddress.Parse(Address!, Environment).Reader,
            Limits = new ConnectionLimits
            {
                StatementTimeout = StatementTimeout ?? defaults.StatementTimeout,
                LockTimeout = LockTimeout ?? defaults.LockTimeout,
            },
        };
    }
}
