using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace ChatOps.Pipelines.State;

/// <summary>
/// The one writer. Writes that queue up while a commit is under way share the next transaction, each in its own
/// savepoint, so many callers pay for one flush and a failing write takes nobody with it.
/// </summary>
internal sealed class StateWriter : IAsyncDisposable
{
    private const int MaxBatch = 512;
    private readonly Channel<StateWrite> _queue = Channel.CreateUnbounded<StateWrite>(new() { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Action<SqliteConnection> _committed;
    private readonly Task _loop;

    /// <param name="committed">Runs after a commit and before its writers are told; it throws nothing.</param>
    public StateWriter(SqliteConnection connection, string path, Action<SqliteConnection> committed, ILogger logger)
    {
        (_connection, _path, _committed, _logger) = (connection, path, committed, logger);
        _loop = Task.Run(RunAsync);
    }

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        var item = new StateWrite<T>(write, cancellationToken);
        return _queue.Writer.TryWrite(item) ? item.Task : throw new ObjectDisposedException(nameof(StateDatabase));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _connection.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<StateWrite>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
                batch.Add(write);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<StateWrite> batch)
    {
        var next = 0;
        while (next < batch.Count)
        {
            var first = next;
            try
            {
                Execute("BEGIN IMMEDIATE");
                while (next < batch.Count && Apply(batch[next]))
                    next++;
                if (next < batch.Count)
                    throw batch[next++].Error!;
                Execute("COMMIT");
            }
            catch (Exception error)
            {
                // Whatever stood in this transaction is gone as a whole; the rest of the batch gets another one.
                next = Math.Max(next, first + 1);
                Fail(batch, first, ref next, error);
                continue;
            }

            _committed(_connection);
            for (var i = first; i < next; i++)
                batch[i].Complete();
        }
    }

    /// <summary>False when the whole transaction was lost with this write, as on a full disk.</summary>
    private bool Apply(StateWrite write)
    {
        if (!write.Begin())
            return true;
        Execute("SAVEPOINT w");
        try
        {
            write.Run(_connection);
            Execute("RELEASE w");
            return true;
        }
        catch (Exception error)
        {
            write.Error = Readable(error);
            if (raw.sqlite3_get_autocommit(_connection.Handle) != 0)
                return false;
            Execute("ROLLBACK TO w");
            Execute("RELEASE w");
            return true;
        }
    }

    private void Fail(List<StateWrite> batch, int first, ref int next, Exception error)
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
        var readable = Readable(error);
        Log.TransactionLost(_logger, readable, next - first);
        for (var i = first; i < next; i++)
        {
            batch[i].Error ??= readable;
            batch[i].Complete();
        }
    }

    private Exception Readable(Exception error) =>
        error is SqliteException sqlite && StateErrors.Translate(sqlite, _path) is { } translated ? translated : error;

    private void Execute(string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);
}
