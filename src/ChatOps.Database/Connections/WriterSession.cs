namespace ChatOps.Database.Connections;

/// <summary>A session that may write, in one transaction: nothing is kept before <see cref="CommitAsync"/>. Opened only by steps whose risk the policy has decided.</summary>
public abstract class WriterSession : IAsyncDisposable
{
    public abstract IDialect Dialect { get; }

    /// <summary>Runs one statement of our own making and returns the number of rows it changed.</summary>
    /// <param name="sql">One statement; names quoted, values as <c>?</c>.</param>
    /// <exception cref="DatabaseException">Refused; the transaction can only be given up.</exception>
    public abstract Task<long> ExecuteAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken);

    /// <summary>The first value of the first row; null when there is none.</summary>
    /// <exception cref="DatabaseException">Refused; the transaction can only be given up.</exception>
    public abstract Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken);

    /// <summary>Keeps what was done. MySQL keeps each change of a table's definition at once, whatever follows.</summary>
    /// <exception cref="DatabaseException">It could not be kept.</exception>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Gives up what was not committed.</summary>
    public abstract ValueTask DisposeAsync();
}
