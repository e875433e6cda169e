namespace ChatOps.Database.Connections;

/// <summary>The one way to a customer's database.</summary>
public sealed class DatabaseAccess
{
    private readonly Dictionary<DatabaseProvider, IDialect> _dialects;

    public DatabaseAccess(IEnumerable<IDialect> dialects) => _dialects = dialects.ToDictionary(dialect => dialect.Provider);

    /// <summary>Opens a session that can only read, over one consistent snapshot.</summary>
    /// <exception cref="DatabaseException">Not there, not a database, busy, denied or unsupported; the message says what to do.</exception>
    public Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        _dialects.TryGetValue(connection.Provider, out var dialect)
            ? dialect.OpenReaderAsync(connection, cancellationToken)
            : throw new DatabaseException(
                DatabaseProblem.Unsupported,
                $"The connection '{connection.Name}' is a {connection.Provider} database, which this version cannot open. SQLite files are supported.");
}
