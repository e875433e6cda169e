using System.Collections.Concurrent;

namespace ChatOps.Database.Connections;

/// <summary>The one way to a customer's database. Holds every connection to its limit of reading sessions, over all runs of the process; a step that writes has one more.</summary>
public sealed class DatabaseAccess
{
    private readonly Dictionary<DatabaseProvider, IDialect> _dialects;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _slots = new(StringComparer.OrdinalIgnoreCase);

    public DatabaseAccess(IEnumerable<IDialect> dialects) => _dialects = dialects.ToDictionary(dialect => dialect.Provider);

    /// <summary>Opens a session that can only read, over one consistent snapshot; waits while the connection has as many sessions as it may.</summary>
    /// <exception cref="DatabaseException">Not there, not a database, busy, denied or unsupported; the message says what to do.</exception>
    public async Task<ReaderSession> OpenReaderAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        var slots = SlotsOf(connection);
        await slots.WaitAsync(cancellationToken);
        return await HoldAsync(slots, () => DialectOf(connection).OpenReaderAsync(connection, cancellationToken));
    }

    /// <summary>Opens a session that may write. Only for steps whose risk the policy has decided.</summary>
    /// <exception cref="DatabaseException">The connection has no writer, or as for reading.</exception>
    public Task<WriterSession> OpenWriterAsync(DatabaseConnection connection, CancellationToken cancellationToken) =>
        DialectOf(connection).OpenWriterAsync(connection, cancellationToken);

    /// <summary>One more session beside one that is open (see <see cref="ReaderSession.ForkAsync"/>); null while the connection has as many as it may. It never waits, so nobody waits for himself.</summary>
    /// <exception cref="DatabaseException">The database refused another session.</exception>
    internal async Task<ReaderSession?> TryForkAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var slots = SlotsOf(session.Connection);
        return await slots.WaitAsync(TimeSpan.Zero, cancellationToken) ? await HoldAsync(slots, () => session.ForkAsync(cancellationToken)) : null;
    }

    /// <summary>The dialect of a connection's engine.</summary>
    internal IDialect DialectOf(DatabaseConnection connection) => _dialects[connection.Provider];

    private SemaphoreSlim SlotsOf(DatabaseConnection connection) =>
        _slots.GetOrAdd(connection.Name, _ => new SemaphoreSlim(connection.Limits.Sessions, connection.Limits.Sessions));

    private static async Task<ReaderSession> HoldAsync(SemaphoreSlim slots, Func<Task<ReaderSession>> open)
    {
        try
        {
            var session = await open();
            session.OnClosed(() => slots.Release());
            return session;
        }
        catch
        {
            slots.Release();
            throw;
        }
    }
}
