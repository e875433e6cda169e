using ChatOps.Database.Connections;

namespace ChatOps;

/// <summary>One entry of the <c>Connections</c> section.</summary>
internal sealed class ConnectionSettings
{
    private static readonly string[] Environments = ["dev", "staging", "prod"];

    public string? Name { get; init; }

    public string? Provider { get; init; }

    public string? Address { get; init; }

    public string? Writer { get; init; }

    public string Environment { get; init; } = "dev";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public TimeSpan? StatementTimeout { get; init; }

    public TimeSpan? LockTimeout { get; init; }

    public int? Sessions { get; init; }

    public bool ShowPersonalData { get; init; }

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
            if (wrong.Count == 0 && entry.ToConnection(child.Path, wrong) is { } connection)
                connections.Add(connection);
            problems.AddRange(wrong);
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
            yield return $"{key}:Address is missing; it is the path of a SQLite file, or a URL such as postgresql://reader:${{env:SALES_PASSWORD}}@host/sales.";
        if (Provider is not null && ProviderOf(Provider) is null)
            yield return $"{key}:Provider is '{Provider}'; it must be sqlite, postgresql or mysql, and may be left out.";
        if (!Environments.Contains(Environment))
            yield return $"{key}:Environment is '{Environment}'; it must be dev, staging or prod.";
        if (StatementTimeout <= TimeSpan.Zero)
            yield return $"{key}:StatementTimeout must be longer than zero, such as 00:10:00.";
        if (LockTimeout < TimeSpan.Zero)
            yield return $"{key}:LockTimeout must not be negative.";
        if (Sessions is < 1 or > 64)
            yield return $"{key}:Sessions is {Sessions}; it must be 1 to 64.";
    }

    /// <summary>The connection, or null where an address cannot be used.</summary>
    private DatabaseConnection? ToConnection(string key, List<string> problems)
    {
        var reader = Parse(Address!, $"{key}:Address", problems);
        var writer = Writer is null ? null : Parse(Writer, $"{key}:Writer", problems);
        if (reader is null || (Writer is not null && writer is null))
            return null;
        if (Provider is not null && ProviderOf(Provider) != reader.Provider)
            problems.Add($"{key}:Provider is '{Provider}', but the address is one of {reader.Provider}.");
        if (writer is not null && writer.Provider != reader.Provider)
            problems.Add($"{key}:Writer is an address of {writer.Provider}, but Address is one of {reader.Provider}.");
        var defaults = new ConnectionLimits();
        return reader with
        {
            Name = Name!,
            Aliases = Aliases,
            Writer = writer?.Reader,
            ShowPersonalData = ShowPersonalData,
            Limits = new ConnectionLimits
            {
                StatementTimeout = StatementTimeout ?? defaults.StatementTimeout,
                LockTimeout = LockTimeout ?? defaults.LockTimeout,
                Sessions = Sessions ?? defaults.Sessions,
            },
        };
    }

    private DatabaseConnection? Parse(string address, string key, List<string> problems)
    {
        if (EnvironmentVariables.Fill(address, key, problems) is not { } filled)
            return null;
        try
        {
            return ConnectionAddress.Parse(filled, Environment);
        }
        catch (DatabaseException problem)
        {
            problems.Add($"{key}: {problem.Message}");
            return null;
        }
    }

    private static DatabaseProvider? ProviderOf(string word) => word.ToLowerInvariant() switch
    {
        "sqlite" => DatabaseProvider.Sqlite,
        "postgresql" or "postgres" => DatabaseProvider.PostgreSql,
        "mysql" or "mariadb" => DatabaseProvider.MySql,
        _ => null,
    };
}
