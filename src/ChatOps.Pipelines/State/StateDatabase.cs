using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

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
            CreateFolder();
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
                connection.Run("ROLLBACK");
                _readers.Add(connection);
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

    private StateWriter Writer =>
        _writer ?? throw new InvalidOperationException("The state database is not open yet; InitializeAsync comes first.");

    private void OnCommitted(SqliteConnection connection)
    {
        Committed?.Invoke(connection);
        Interlocked.Exchange(ref _nextCommit, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void CreateFolder()
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(DataFolder);
            else
                Directory.CreateDirectory(DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateUnavailableException(
                $"The data folder {DataFolder} cannot be made. Nothing was started. Give the program's user the right to write there, or name another folder.",
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
