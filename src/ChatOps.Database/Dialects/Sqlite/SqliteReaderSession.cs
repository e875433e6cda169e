using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// A read-only SQLite session inside one read transaction. Everything it does goes through the engine's own gates: the file is opened
/// read-only, the authorizer refuses whatever is not reading, nothing can be attached, and a progress handler ends long statements.
/// </summary>
internal sealed class SqliteReaderSession : ReaderSession
{
    /// <summary>Engine instructions between two looks at the clock and the cancellation; well below a millisecond.</summary>
    private const int ProgressInterval = 2000;

    private readonly sqlite3 _db;
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private CancellationToken _cancellation;
    private SqliteStepTimer? _timer;
    private bool _disposed;

    private SqliteReaderSession(DatabaseConnection connection, SqliteDialect dialect, SqliteFile file, sqlite3 db, TimeProvider time)
    {
        Connection = connection;
        Dialect = dialect;
        _file = file;
        _db = db;
        _time = time;
    }

    public override DatabaseConnection Connection { get; }

    public override IDialect Dialect { get; }

    /// <summary>The file is opened read-only, whatever its mode.</summary>
    public override ReaderRights Rights => ReaderRights.ReadOnly;

    /// <summary>The database stores its texts as UTF-8, as nearly all do.</summary>
    internal bool IsUtf8 { get; private set; }

    internal static async Task<ReaderSession> OpenAsync(
        DatabaseConnection connection, SqliteDialect dialect, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = SqliteFile.Inspect(connection.Reader.Reveal());
        var result = raw.sqlite3_open_v2(file.OpenName, out var db, file.OpenFlags, null);
        if (result != raw.SQLITE_OK)
        {
            var error = SqliteErrors.ForOpen(db, result, file);
            db.manual_close_v2();
            throw error;
        }

        var session = new SqliteReaderSession(connection, dialect, file, db, time);
        try
        {
            await session.BeginAsync(cancellationToken);
            session.IsUtf8 = await session.ScalarAsync("PRAGMA encoding", cancellationToken) is "UTF-8";
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public override Task<RowReader> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken)
    {
        var statement = Prepare(sql, cancellationToken);
        try
        {
            SqliteParameters.Bind(statement, parameters ?? []);
            return Task.FromResult<RowReader>(new SqliteRowReader(this, statement, new SqliteStepTimer(_time, Connection.Limits.StatementTimeout)));
        }
        catch
        {
            Release(statement);
            throw;
        }
    }

    public override Task<RowReader> StreamAsync(string sql, IReadOnlyList<Column> columns, CancellationToken cancellationToken) => QueryAsync(sql, null, cancellationToken);

    public override Task<ReaderSession> ForkAsync(CancellationToken cancellationToken) => Dialect.OpenReaderAsync(Connection, cancellationToken);

    public override async Task<QueryResult> QueryAdHocAsync(string sql, int maxRows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        SqliteGuard.RequireOneQuery(sql);
        await using var reader = await QueryAsync(sql, null, cancellationToken);
        return await reader.TakeAsync(maxRows, cancellationToken);
    }

    protected override ValueTask CloseAsync()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _db.manual_close_v2();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the statement to its next row; false at its end.</summary>
    internal bool Step(SqliteRowReader reader, sqlite3_stmt statement, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            (_cancellation, _timer) = (cancellationToken, reader.Timer);
            _timer.Begin();
            var result = raw.sqlite3_step(statement);
            _timer.End();
            _timer = null;
            if (result == raw.SQLITE_ROW)
            {
                return true;
            }

            if (result == raw.SQLITE_DONE)
            {
                _file.RequireUnchanged();
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw SqliteErrors.ForStatement(_db, result, _file, Connection.Limits);
        }
    }

    internal void Release(sqlite3_stmt statement)
    {
        lock (_gate)
        {
            statement.Dispose();
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        raw.sqlite3_extended_result_codes(_db, 1);
        raw.sqlite3_limit(_db, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_progress_handler(_db, ProgressInterval, _ => ShouldStop() ? 1 : 0, null);
        var start = _time.GetTimestamp();
        while (!TryBegin(out var result))
        {
            var busy = (result & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
            if (!busy || _time.GetElapsedTime(start) >= Connection.Limits.LockTimeout)
            {
                throw SqliteErrors.ForStatement(_db, result, _file, Connection.Limits);
            }

            // The engine's own busy handler would sleep on this thread and hear no cancellation.
            await Task.Delay(TimeSpan.FromMilliseconds(25), _time, cancellationToken);
        }

        SqliteRegexp.Register(_db);
        SqliteGuard.Warm(_db);
        raw.sqlite3_set_authorizer(_db, SqliteGuard.Authorize, null);
        _file.RequireUnchanged();
    }

    /// <summary>BEGIN alone takes no snapshot; the first read does.</summary>
    private bool TryBegin(out int result)
    {
        result = raw.sqlite3_get_autocommit(_db) == 0 ? raw.SQLITE_OK : raw.sqlite3_exec(_db, "BEGIN");
        if (result == raw.SQLITE_OK)
        {
            result = raw.sqlite3_exec(_db, "SELECT 1 FROM sqlite_master LIMIT 1");
        }

        return result == raw.SQLITE_OK;
    }

    private sqlite3_stmt Prepare(string sql, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            SqliteGuard.RequireOneStatement(sql);
            _cancellation = cancellationToken;
            var result = raw.sqlite3_prepare_v2(_db, sql, out var statement);
            if (result != raw.SQLITE_OK)
            {
                throw SqliteErrors.ForStatement(_db, result, _file, Connection.Limits);
            }

            if (raw.sqlite3_stmt_readonly(statement) == 0)
            {
                statement.Dispose();
                throw SqliteErrors.NotReadOnly();
            }

            return statement;
        }
    }

    private bool ShouldStop() => _cancellation.IsCancellationRequested || (_timer?.IsOver() ?? false);
}
