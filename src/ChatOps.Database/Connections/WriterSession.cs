using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;

namespace ChatOps.Database.Connections;

/// <summary>A session that may write, one transaction after another: nothing is kept before <see cref="CommitAsync"/>. It begins in the first. Opened only by steps whose risk the policy has decided.</summary>
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

    /// <summary>All rows of a short result, with values as the driver gives them and null for NULL.</summary>
    /// <exception cref="DatabaseException">Refused; the transaction can only be given up.</exception>
    public abstract Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken);

    /// <summary>Puts rows into a table in the fastest way that the engine has: all of them, or none where the engine refuses one.</summary>
    /// <param name="first">The block's first row to load.</param>
    /// <param name="count">At least one.</param>
    /// <returns>Null when the rows are in the table; else why the engine refused them. The transaction goes on either way.</returns>
    /// <exception cref="DatabaseException">Something failed that is not the rows' fault; the transaction can only be given up.</exception>
    internal abstract Task<string?> TryLoadAsync(LoadTarget target, RowBlock rows, int first, int count, CancellationToken cancellationToken);

    /// <summary>Begins the next transaction after <see cref="CommitAsync"/> or <see cref="GiveUpAsync"/>.</summary>
    /// <exception cref="DatabaseException">The database does not answer.</exception>
    public abstract Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Takes back the transaction; the session stays usable.</summary>
    /// <exception cref="DatabaseException">The database does not answer; the transaction is gone all the same.</exception>
    public abstract Task GiveUpAsync(CancellationToken cancellationToken);

    /// <summary>Keeps what was done. MySQL keeps each change of a table's definition at once, whatever follows.</summary>
    /// <exception cref="DatabaseException">It could not be kept.</exception>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Gives up what was not committed.</summary>
    public abstract ValueTask DisposeAsync();
}
