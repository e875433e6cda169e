namespace ChatOps.Database.Connections;

/// <summary>The configured connections by name and alias, compared without case.</summary>
public sealed class ConnectionRegistry
{
    private readonly Dictionary<string, DatabaseConnection> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A name or an alias is empty or used twice; all such problems at once.</exception>
    public ConnectionRegistry(IEnumerable<DatabaseConnection> connections)
    {
        All = [.. connections.OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)];
        var problems = new List<string>();
        foreach (var connection in All)
        {
            foreach (var name in connection.Aliases.Prepend(connection.Name))
            {
                if (string.IsNullOrWhiteSpace(name))
                {
                    problems.Add($"connection '{connection.Name}' has an empty name or alias");
                }
                else if (!_byName.TryAdd(name, connection))
                {
                    problems.Add($"'{name}' names both '{_byName[name].Name}' and '{connection.Name}'");
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"The connections are ambiguous: {string.Join("; ", problems)}.", nameof(connections));
        }
    }

    /// <summary>In name order.</summary>
    public IReadOnlyList<DatabaseConnection> All { get; }

    public DatabaseConnection? Find(string nameOrAlias) => _byName.GetValueOrDefault(nameOrAlias.Trim());
}
