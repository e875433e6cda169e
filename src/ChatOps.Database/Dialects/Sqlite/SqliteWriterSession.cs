using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite.Loading;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>Write transactions on a SQLite file that exists.</summary>
internal sealed class SqliteWriterSession : WriterSession
{
    private readonly Dictionary<LoadTarget, SqliteTableLoader> _loaders = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3 _db;
    private readonly SqliteFile _file;
    private readonly ConnectionLimits _limits;

    private SqliteWriterSession(IDialect dialect, SqliteFile file, ConnectionLimits limits, sqlite3 db) =>
        (Dialect, _file, _limits, _db) = (dialect, file, limits, db);

    public override IDialect Dialect { get; }

    internal static async Task<WriterSession> OpenAsync(DatabaseConnection connection, IDialect dialect, CancellationToken cancellationToken)
    {
        var file = SqliteFile.Inspect(WriterAddress.Of(connection).Reveal());
        var result = raw.sqlite3_open_v2(file.Path, out var db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_FULLMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            var error = SqliteErrors.ForOpen(db, result, file);
            db.manual_close_v2();
            throw error;
        }

        var session = new SqliteWriterSession(dialect, file, connection.Limits, db);
        try
        {
            raw.sqlite3_extended_result_codes(db, 1);
            raw.sqlite3_busy_timeout(db, (int)connection.Limits.LockTimeout.TotalMilliseconds);
            await session.BeginAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public override Task<long> ExecuteAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        Task.Run(() => Run(sql, parameters, _ => (long)raw.sqlite3_changes(_db), cancellationToken), cancellationToken);

    public override Task<object?> ScalarAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        Task.Run(() => Run(sql, parameters, First, cancellationToken), cancellationToken);

    public override Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<object?[]>>(() => Rows(sql, parameters, cancellationToken), cancellationToken);

    internal override Task<string?> TryLoadAsync(LoadTarget target, RowBlock rows, int first, int count, CancellationToken cancellationToken) =>
        Task.Run(() => TryLoad(target, rows, first, count, cancellationToken), cancellationToken);

    public override Task BeginAsync(CancellationToken cancellationToken) => ExecuteAsync("BEGIN IMMEDIATE", null, cancellationToken);

    public override Task GiveUpAsync(CancellationToken cancellationToken) => ExecuteAsync("ROLLBACK", null, cancellationToken);

    public override Task CommitAsync(CancellationToken cancellationToken) => ExecuteAsync("COMMIT", null, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        foreach (var loader in _loaders.Values)
        {
            loader.Dispose();
        }

        _db.manual_close_v2();
        return ValueTask.CompletedTask;
    }

    private static object? First(sqlite3_stmt statement) => raw.sqlite3_column_count(statement) == 0 ? null : ValueOf(statement, 0);

    private static object? ValueOf(sqlite3_stmt statement, int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        raw.SQLITE_NULL => null,
        _ => raw.sqlite3_column_text(statement, column).utf8_to_string(),
    };

    private List<object?[]> Rows(string sql, IReadOnlyList<object?>? parameters, CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement), cancellationToken);
        using (statement)
        {
            SqliteParameters.Bind(statement, parameters ?? []);
            var rows = new List<object?[]>();
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(column => ValueOf(statement, column))]);
            }

            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, cancellationToken);
            return rows;
        }
    }

    private string? TryLoad(LoadTarget target, RowBlock rows, int first, int count, CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        if (!_loaders.TryGetValue(target, out var loader))
        {
            Check(raw.sqlite3_prepare_v2(_db, SqliteTableLoader.SqlOf(target), out var statement), cancellationToken);
            _loaders.Add(target, loader = new SqliteTableLoader(statement, target));
        }

        Check(raw.sqlite3_exec(_db, "SAVEPOINT loading"), cancellationToken);
        var result = loader.Load(rows, first, count);
        var reason = raw.sqlite3_errmsg(_db).utf8_to_string();
        if (result == raw.SQLITE_OK)
        {
            Check(raw.sqlite3_exec(_db, "RELEASE loading"), cancellationToken);
            return null;
        }

        if ((result & 0xff) is not (raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG))
        {
            Check(result, cancellationToken);
        }

        Check(raw.sqlite3_exec(_db, "ROLLBACK TO loading"), cancellationToken);
        Check(raw.sqlite3_exec(_db, "RELEASE loading"), cancellationToken);
        return reason;
    }

    private void Watch(CancellationToken cancellationToken) =>
        raw.sqlite3_progress_handler(_db, 2000, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);

    /// <summary>Steps to the end; the answer is read at the first row, or at the end where there is none.</summary>
    private T? Run<T>(string sql, IReadOnlyList<object?>? parameters, Func<sqlite3_stmt, T?> read, CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        Check(raw.sqlite3_prepare_v2(_db, sql, out var statement), cancellationToken);
        using (statement)
        {
            SqliteParameters.Bind(statement, parameters ?? []);
            var result = raw.sqlite3_step(statement);
            var answer = result is raw.SQLITE_ROW or raw.SQLITE_DONE ? read(statement) : default;
            while (result == raw.SQLITE_ROW)
            {
                result = raw.sqlite3_step(statement);
            }

            Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, cancellationToken);
            return answer;
        }
    }

    private void Check(int result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (result != raw.SQLITE_OK)
        {
            throw SqliteErrors.ForStatement(_db, result, _file, _limits);
        }
    }
}
