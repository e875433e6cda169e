using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.RuleFiles.Binding;

/// <summary>The other connections that a file names, with their schemas as far as they can be read.</summary>
internal sealed class OtherDatabases
{
    private readonly ConnectionRegistry? _registry;
    private readonly Dictionary<string, Schema> _schemas = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Connection, string Reason)> _failures = [];

    private OtherDatabases(ConnectionRegistry? registry) => _registry = registry;

    internal IEnumerable<string> Names => _registry?.All.Select(connection => connection.Name) ?? [];

    /// <summary>Connections that could not be read, with the reason.</summary>
    internal IReadOnlyList<(string Connection, string Reason)> Failures => _failures;

    internal static async Task<OtherDatabases> ReadAsync(RuleFile file, ConnectionRegistry? registry, DatabaseAccess access, CancellationToken cancellationToken)
    {
        var others = new OtherDatabases(registry);
        var names = file.Tables.SelectMany(table => table.Checks).Select(check => check.Argument).OfType<RuleMap>()
            .Select(map => Arguments.Text(map.Find("connection"))).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var connection in names.Select(others.Find).OfType<DatabaseConnection>())
        {
            await others.ReadAsync(connection, access, cancellationToken);
        }

        return others;
    }

    internal DatabaseConnection? Find(string name) => _registry?.Find(name);

    internal Schema? SchemaOf(DatabaseConnection connection) => _schemas.GetValueOrDefault(connection.Name);

    private async Task ReadAsync(DatabaseConnection connection, DatabaseAccess access, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await OtherSession.OpenAsync(access, connection, cancellationToken);
            _schemas[connection.Name] = await SchemaReader.ReadAsync(session, cancellationToken);
        }
        catch (DatabaseException problem)
        {
            _failures.Add((connection.Name, problem.Message));
        }
    }
}
