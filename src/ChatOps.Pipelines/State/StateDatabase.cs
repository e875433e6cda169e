using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace ChatOps.Pipelines.State;

/// <summary>
/// Our own SQLite database in the data folder: one writer with group commit, pooled readers. It runs in WAL mode with
/// <c>synchronous=FULL</c>: a decision that was acknowledged must survive a power loss, and group commit spreads the
/// price of the flush over everything that was waiting.
/// </summary>
public sealed class StateDatabase : IAsyncDisposable
{
    private const int MaxReaders = 8;
    private readonly IReadOnlyList<StateScript> _scripts;
    private readonly ILogger<StateDatabase> _logger;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _readerSlots = new(MaxReaders);
    private readonly SemaphoreSlim _initializing = new(1);
    private StateWriter? _writer;
    private TaskCompletionSource _nextCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="dataFolder">Made when it does not exist, readable for its owner only.</param>
    public StateDatabase(string dataFolder, IEnumerable<StateScript> scripts, ILogger<StateDatabase> logger)
    {
        DataFolder = Path.GetFullPath(dataFolder);
        File = Path.Combine(DataFolder, "state.db");
        _scripts = [.. scripts];
        _logger = logger;
    }

    public string DataFolder { get; }

    public string File { get; }

    /// <summary>Ends at the next commit; take it before reading, so that no commit is missed.</summary>
    internal Task NextCommit => Volatile.Read(ref _nextCommit).Task;

    /// <summary>Runs on the writer after each commit and before the callers of its writes are told.</summary>
    internal event Action<SqliteConnection>? Committed;

    /// <summary>Opens the database and runs the table scripts that are missing. Further calls do nothing.</summary>
    /// <exception cref="StateUnavailableException">It cannot be opened, or it was written by a newer program.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _initializing.WaitAsync(cancellationToken);
        try
        {
            if (_writer is not null)
                return;
            SqliteEngine.EnsureStarted();
            CreateFile();
            var connection = Open("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
            try
            {
                StateSchema.Update(connection, _scripts, File);
            }
            catch (SqliteException error) when (StateErrors.Translate(error, File) is { } readable)
            {
                connection.Dispose();
                throw readable;
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _writer = new StateWriter(connection, File, OnCommitted, _logger);
        }
        finally
        {
            _initializing.Release();
        }
    }

    /// <summary>
    /// Runs a write inside a transaction that it may share with others; returns once it is durable. A write that
    /// throws leaves no trace. It runs on the writer's thread, so it must be short and must not wait.
    /// </summary>
    /// <exception cref="StateUnavailableException">The disk refused; nothing was kept.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        Writer.WriteAsync(write, cancellationToken);

    /// <summary>Runs a read on one snapshot.</summary>
    /// <exception cref="StateUnavailableException">The disk refused.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        _ = Writer;
        await _readerSlots.WaitAsync(cancellationToken);
        try
        {
            if (!_readers.TryTake(out var connection))
                connection = Open("PRAGMA query_only=ON;");
            try
            {
                connection.Run("BEGIN");
                return read(connection);
            }
            finally
            {
                Release(connection);
            }
        }
        catch (SqliteException error) when (StateErrors.Translate(error, File) is { } readable)
        {
            throw readable;
        }
        finally
        {
            _readerSlots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
        if (_writer is not null)
            await _writer.DisposeAsync();
        _readerSlots.Dispose();
        _initializing.Dispose();
    }

    /// <summary>Throws nothing, since that would hide why the read failed; a reader that cannot end its snapshot is not used again.</summary>
    private void Release(SqliteConnection reader)
    {
        if (raw.sqlite3_get_autocommit(reader.Handle) == 0 && raw.sqlite3_exec(reader.Handle, "ROLLBACK") != raw.SQLITE_OK)
            reader.Dispose();
        else
            _readers.Add(reader);
    }

    private StateWriter Writer =>
        _writer ?? throw new InvalidOperationException("The state database is not open yet; InitializeAsync comes first.");

    private void OnCommitted(SqliteConnection connection)
    {
        try
        {
            Committed?.Invoke(connection);
        }
        catch (Exception error)
        {
            // What was committed is kept whatever comes after it, so its writers must not hear otherwise.
            Log.AfterCommitFailed(_logger, error);
        }

        Interlocked.Exchange(ref _nextCommit, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void CreateFile()
    {
        try
        {
            State.DataFolder.Create(DataFolder);
            // SQLite gives the files beside it the mode of this one.
            if (!System.IO.File.Exists(File))
                new FileStream(File, State.DataFolder.File(FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite)).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateUnavailableException(
                $"The data folder {DataFolder} cannot be made or written. Nothing was started. Give the program's user the right to write there, or name another folder.",
                isTransient: false, error);
        }
    }

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=5000; " + pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw StateErrors.Translate(error, File) ?? (Exception)error;
        }
    }
}
