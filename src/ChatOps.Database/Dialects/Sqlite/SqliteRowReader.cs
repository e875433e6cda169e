using System.Text;
using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>One prepared statement of a <see cref="SqliteReaderSession"/>.</summary>
internal sealed class SqliteRowReader : RowReader
{
    private readonly SqliteReaderSession _session;
    private readonly sqlite3_stmt _statement;
    private readonly string[] _columns;

    /// <summary>The statement's address while it may be read from directly; else 0.</summary>
    private nint _direct;
    private bool _started;
    private bool _ended;

    internal SqliteRowReader(SqliteReaderSession session, sqlite3_stmt statement, SqliteStepTimer timer)
    {
        Timer = timer;
        _session = session;
        _statement = statement;
        _direct = SqliteColumns.AreUsable ? statement.DangerousGetHandle() : 0;
        _columns = new string[raw.sqlite3_column_count(statement)];
        for (var column = 0; column < _columns.Length; column++)
        {
            _columns[column] = raw.sqlite3_column_name(statement, column).utf8_to_string();
        }
    }

    internal SqliteStepTimer Timer { get; }

    public override IReadOnlyList<string> Columns => _columns;

    // Once per row, so it makes nothing: neither a closure nor a state of its own.
    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        _ended ? ValueTask.FromResult(false) : _started ? ValueTask.FromResult(Step(cancellationToken)) : FirstAsync(cancellationToken);

    public override ValueKind GetKind(int column) => (_direct != 0 ? SqliteColumns.Type(_direct, column) : raw.sqlite3_column_type(_statement, column)) switch
    {
        raw.SQLITE_INTEGER => ValueKind.Integer,
        raw.SQLITE_FLOAT => ValueKind.Real,
        raw.SQLITE_TEXT => ValueKind.Text,
        raw.SQLITE_BLOB => ValueKind.Blob,
        _ => ValueKind.Null,
    };

    public override long GetInt64(int column) => _direct != 0 ? SqliteColumns.Int64(_direct, column) : raw.sqlite3_column_int64(_statement, column);

    public override double GetDouble(int column) => _direct != 0 ? SqliteColumns.Double(_direct, column) : raw.sqlite3_column_double(_statement, column);

    public override string GetText(int column) => Encoding.UTF8.GetString(TextBytes(column));

    public override ReadOnlySpan<byte> GetBytes(int column)
    {
        if (!_session.IsUtf8 && raw.sqlite3_column_type(_statement, column) != raw.SQLITE_BLOB)
        {
            return TextBytes(column);
        }

        return _direct != 0 ? SqliteColumns.Bytes(_direct, column) : raw.sqlite3_column_blob(_statement, column);
    }

    public override ValueTask DisposeAsync()
    {
        _ended = true;
        _direct = 0;
        _session.Release(_statement);
        return ValueTask.CompletedTask;
    }

    // The first step may sort or aggregate everything: it must not hold the caller's thread.
    private async ValueTask<bool> FirstAsync(CancellationToken cancellationToken)
    {
        _started = true;
        return await Task.Run(() => Step(cancellationToken), cancellationToken);
    }

    private bool Step(CancellationToken cancellationToken)
    {
        var row = _session.Step(this, _statement, cancellationToken);
        _ended = !row;
        return row;
    }

    private ReadOnlySpan<byte> TextBytes(int column)
    {
        // In a UTF-16 database, asking for text makes the engine convert to UTF-8 in place. The blob call then returns the bytes with their
        // true length, where the text call alone would stop at an embedded NUL.
        if (!_session.IsUtf8)
        {
            _ = raw.sqlite3_column_text(_statement, column);
        }

        return raw.sqlite3_column_blob(_statement, column);
    }
}
