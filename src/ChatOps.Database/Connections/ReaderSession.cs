namespace ChatOps.Database.Connections;

/// <summary>
/// A session that can only read, over one consistent snapshot. Several statements may be open at once; they take turns.
/// A statement that would do more than read is refused by the engine, whatever its text says.
/// </summary>
public abstract class ReaderSession : IAsyncDisposable
{
    public abstract DatabaseConnection Connection { get; }

    /// <summary>Every difference in SQL between engines.</summary>
    public abstract IDialect Dialect { get; }

    /// <summary>Prepares a statement of our own making; rows stream as they are read.</summary>
    /// <param name="sql">One statement; names quoted with <see cref="IDialect.QuoteIdentifier"/>, values as <c>?</c>.</param>
    /// <param name="parameters">One per <c>?</c>: null, bool, an integer, a floating-point number, string or byte[].</param>
    /// <exception cref="DatabaseException">Wrong, refused, or more than one statement.</exception>
    public abstract Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken);

    /// <summary>Runs one statement that somebody else wrote: a query, nothing else, never more than <paramref name="maxRows"/> rows.</summary>
    /// <exception cref="DatabaseException"><see cref="DatabaseProblem.NotReadOnly"/> when it is anything but one query.</exception>
    public abstract Task<QueryResult> QueryAdHocAsync(string sql, int maxRows, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    public Task<RowReader> QueryAsync(string sql, CancellationToken cancellationToken) => QueryAsync(sql, null, cancellationToken);

    /// <summary>The first value of the first row; null when there is no row or the value is NULL.</summary>
    public async Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken)
    {
        await using var rows = await QueryAsync(sql, parameters, cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? rows.GetValue(0) : null;
    }

    public Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken) => ScalarAsync(sql, null, cancellationToken);
}

/// <summary>The rows of an ad-hoc query.</summary>
/// <param name="Truncated">There were more rows than were asked for.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);
