using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Connections;

/// <summary>
/// A session that can only read, over one consistent snapshot. One statement is open at a time; its rows are disposed before the next begins.
/// A statement that would do more than read is refused by the engine, whatever its text says.
/// </summary>
public abstract class ReaderSession : IAsyncDisposable
{
    private Action? _onClosed;
    private int _closed;

    public abstract DatabaseConnection Connection { get; }

    /// <summary>Every difference in SQL between engines.</summary>
    public abstract IDialect Dialect { get; }

    /// <summary>What the reader may do beyond reading, as the database itself says.</summary>
    public abstract ReaderRights Rights { get; }

    /// <summary>Prepares a statement of our own making; rows stream as they are read.</summary>
    /// <param name="sql">One statement; names quoted with <see cref="IDialect.QuoteIdentifier"/>, values as <c>?</c>.</param>
    /// <param name="parameters">One per <c>?</c>: null, bool, an integer, a floating-point number, string or byte[].</param>
    /// <exception cref="DatabaseException">Wrong, refused, or more than one statement.</exception>
    public abstract Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken);

    /// <summary>Streams every row of a table in the fastest way that the engine has; the statement is <see cref="IDialect.ScanSql"/>.</summary>
    /// <exception cref="DatabaseException">The table cannot be read.</exception>
    public Task<RowReader> ScanAsync(Table table, IReadOnlyList<Column> columns, bool ordered, CancellationToken cancellationToken) =>
        StreamAsync(Dialect.ScanSql(table, columns, ordered), columns, cancellationToken);

    /// <summary>Streams the rows of a statement of our own making in the fastest way that the engine has.</summary>
    /// <param name="sql">One SELECT with literal values; it selects each of the columns as <see cref="IDialect.ScannedColumn"/>.</param>
    /// <param name="columns">What it selects, in order.</param>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public abstract Task<RowReader> StreamAsync(string sql, IReadOnlyList<Column> columns, CancellationToken cancellationToken);

    /// <summary>Runs one statement that somebody else wrote: a query, nothing else, never more than <paramref name="maxRows"/> rows. It is the session's last.</summary>
    /// <exception cref="DatabaseException"><see cref="DatabaseProblem.NotReadOnly"/> when it is anything but one query, or the reader could do harm with one.</exception>
    public abstract Task<QueryResult> QueryAdHocAsync(string sql, int maxRows, CancellationToken cancellationToken);

    /// <summary>One more session on the same database: on PostgreSQL over the very same snapshot, elsewhere over one of its own.</summary>
    /// <exception cref="DatabaseException">The database refused another session.</exception>
    public abstract Task<ReaderSession> ForkAsync(CancellationToken cancellationToken);

    /// <summary>Ends the session at the database. Called once.</summary>
    protected abstract ValueTask CloseAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            try
            {
                await CloseAsync();
            }
            finally
            {
                _onClosed?.Invoke();
            }
        }
    }

    /// <summary>What happens once the session has ended.</summary>
    internal void OnClosed(Action action) => _onClosed = action;

    public Task<RowReader> QueryAsync(string sql, CancellationToken cancellationToken) => QueryAsync(sql, null, cancellationToken);

    /// <summary>The first value of the first row; null when there is no row or the value is NULL.</summary>
    public async Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(sql, parameters, cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return null;
        }

        // Read to the end, which is nearly always there: a statement given up before it has to be stopped at the server.
        var value = rows.GetValue(0);
        await rows.ReadAsync(cancellationToken);
        return value;
    }

    public Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken) => ScalarAsync(sql, null, cancellationToken);

    /// <summary>Hands over every row of a short result.</summary>
    internal async Task EachAsync(string sql, Action<RowReader> take, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(sql, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            take(rows);
        }
    }

    /// <summary>A whole number such as a count; 0 where the answer is NULL.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken) =>
        Convert.ToInt64(await ScalarAsync(sql, cancellationToken) ?? 0L, CultureInfo.InvariantCulture);

    /// <summary>The answer to a yes-or-no question; no where it is NULL.</summary>
    public async Task<bool> IsTrueAsync(string sql, CancellationToken cancellationToken) => await ScalarAsync(sql, cancellationToken) is true or 1L;
}

/// <summary>What a reader's credential allows beyond reading.</summary>
/// <param name="MayWrite">It may change rows or tables; only our session's own guard stands before that.</param>
/// <param name="IsPrivileged">It may read or write files of the server or run programs there, so it gets no statement that somebody else wrote.</param>
/// <param name="Warning">One or two sentences for people: what it may and what to do about it; null when it may only read.</param>
public sealed record ReaderRights(bool MayWrite, bool IsPrivileged, string? Warning)
{
    public static ReaderRights ReadOnly { get; } = new(false, false, null);
}

/// <summary>The rows of an ad-hoc query.</summary>
/// <param name="Truncated">There were more rows than were asked for.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);
