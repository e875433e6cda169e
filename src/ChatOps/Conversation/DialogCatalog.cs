using ChatOps.Agents.Planner;
using ChatOps.Agents.Questions;
using ChatOps.Agents.Specialists.SqlDeveloper;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Knowledge.Schemas;
using ChatOps.People;

namespace ChatOps.Conversation;

/// <summary>What a person may talk about: only the connections they may see.</summary>
internal sealed class DialogCatalog(ConnectionRegistry connections, SchemaReader schemas, QuestionReader questions, SqlAuthor author, StatedSchemas stated, TimeProvider time)
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
        ReadColumns = async (name, cancellationToken) => [.. (await ReadSchemaAsync(name, cancellationToken)).SelectMany(table => table.Columns).Select(column => column.Name).Distinct()],
        ReadReferences = async (name, cancellationToken) => [.. (await ReadSchemaAsync(name, cancellationToken)).SelectMany(table => table.ForeignKeys.Select(key => new TableReference(table.Name, key.ReferencedTable, [.. key.Columns.Zip(key.ReferencedColumns)])))],
        ReadQuestion = (name, question, cancellationToken) => ReadAsync(name, async connection => await questions.ReadAsync(QuestionScope.Of(connection, stated), question, cancellationToken)),
        WriteQuery = (name, question, cancellationToken) => ReadAsync(name, connection => author.WriteAsync(connection, question, cancellationToken)),
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
    public async Task<IReadOnlyList<string>> ReadTablesAsync(string name, CancellationToken cancellationToken) =>
        [.. (await ReadSchemaAsync(name, cancellationToken)).Select(table => table.Name)];

    /// <summary>Null where the connection cannot be read now.</summary>
    private async Task<QuestionReading?> ReadAsync(string name, Func<DatabaseConnection, Task<QuestionReading?>> read)
    {
        try
        {
            return connections.Find(name) is { } connection ? await read(connection) : null;
        }
        catch (DatabaseException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<Table>> ReadSchemaAsync(string name, CancellationToken cancellationToken)
    {
        if (connections.Find(name) is not { } connection)
            return [];
        try
        {
            return (await schemas.ReadAsync(connection, cancellationToken)).Tables;
        }
        catch (DatabaseException)
        {
            // The plan's own first step meets the same problem and reports it in full.
            return [];
        }
    }
}
