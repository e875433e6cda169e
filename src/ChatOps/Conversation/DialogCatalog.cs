using ChatOps.Agents.Planner;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.People;

namespace ChatOps.Conversation;

/// <summary>What a person may talk about: only the connections they may see.</summary>
internal sealed class DialogCatalog(ConnectionRegistry connections, SchemaReader schemas, TimeProvider time)
{
    private static readonly IReadOnlyList<string> Topics = [.. RuleCatalog.All.Select(rule => rule.Id)];

    public PlannerCatalog For(Person person) => new()
    {
        Connections = [.. Visible(person).Select(connection => new CatalogConnection(
            connection.Name, connection.Aliases, connection.Environment, ProviderName(connection)))],
        Topics = Topics,
        Now = time.GetUtcNow(),
        TimeZone = time.LocalTimeZone.HasIanaId ? time.LocalTimeZone.Id : "UTC",
        ReadTables = ReadTablesAsync,
    };

    public IEnumerable<DatabaseConnection> Visible(Person person) =>
        connections.All.Where(connection => person.MaySee(connection.Name));

    public static string ProviderName(DatabaseConnection connection) => connection.Provider switch
    {
        DatabaseProvider.Sqlite => "SQLite",
        DatabaseProvider.PostgreSql => "PostgreSQL",
        _ => "MariaDB or MySQL",
    };

    /// <summary>The table names of a connection, or none when it cannot be read now.</summary>
    public async Task<IReadOnlyList<string>> ReadTablesAsync(string name, CancellationToken cancellationToken)
    {
        if (connections.Find(name) is not { } connection)
            return [];
        try
        {
            var schema = await schemas.ReadAsync(connection, cancellationToken);
            return [.. schema.Tables.Select(table => table.Name)];
        }
        catch (DatabaseException)
        {
            // The plan's own first step meets the same problem and reports it in full.
            return [];
        }
    }
}
