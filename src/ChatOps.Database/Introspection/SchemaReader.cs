using ChatOps.Database.Connections;

namespace ChatOps.Database.Introspection;

/// <summary>Reads a live schema.</summary>
public sealed class SchemaReader
{
    private readonly DatabaseAccess _access;

    public SchemaReader(DatabaseAccess access) => _access = access;

    /// <summary>Opens a session of its own.</summary>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<Schema> ReadAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        await using var session = await _access.OpenReaderAsync(connection, cancellationToken);
        return await ReadAsync(session, cancellationToken);
    }

    /// <summary>Within the session's snapshot.</summary>
    /// <exception cref="DatabaseException">The catalog cannot be read.</exception>
    public static async Task<Schema> ReadAsync(ReaderSession session, CancellationToken cancellationToken) =>
        await session.Dialect.ReadSchemaAsync(session, cancellationToken) with { Provider = session.Connection.Provider };
}
