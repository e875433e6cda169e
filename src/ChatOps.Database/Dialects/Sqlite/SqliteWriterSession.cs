using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>One write transaction on a SQLite file that exists.</summary>
internal sealed class SqliteWriterSession : WriterSession
{
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
            await session.ExecuteAsync("BEGIN IMMEDIATE", null, cancellationToken);
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

    public override Task CommitAsync(CancellationToken cancellationToken) => ExecuteAsync("COMMIT", null, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _db.manual_close_v2();
        return ValueTask.CompletedTask;
    }

    private static object? First(sqlite3_stmt statement) => raw.sqlite3_column_count(statement) == 0 ? null : raw.sqlite3_column_type(statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, 0),
        raw.SQLITE_NULL => null,
        _ => raw.sqlite3_column_text(statement, 0).utf8_to_string(),
    };

    /// <summary>Steps to the end; the answer is read at the first row, or at the end where there is none.</summary>
    private T? Run<T>(string sql, IReadOnlyList<object?>? parameters, Func<sqlite3_stmt, T?> read, CancellationToken cancellationToken)
    {
        raw.sqlite3_progress_handler(_db, 2000, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
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
