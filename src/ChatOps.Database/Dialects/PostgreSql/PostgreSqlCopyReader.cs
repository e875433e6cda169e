using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>
/// The rows of a table as the server's own COPY stream (PostgreSQL, "COPY", text format): a line per row, a tab between values, <c>\N</c> for NULL,
/// backslash escapes. Values are read in place from the bytes, without an object for each.
/// </summary>
internal sealed class PostgreSqlCopyReader : RowReader
{
    private readonly PostgreSqlReaderSession _session;
    private readonly NpgsqlCopyTextReader _copy;
    private readonly Stream _stream;
    private readonly string[] _columns;
    private readonly ValueKind[] _kinds;
    private readonly CopyLines _lines;
    private readonly CancellationTokenRegistration _cancel;
    private bool _started;
    private bool _ended;

    /// <param name="cancellationToken">Ends the statement at the server; the driver's own reading would only drop the connection.</param>
    internal PostgreSqlCopyReader(PostgreSqlReaderSession session, NpgsqlCopyTextReader copy, IReadOnlyList<Column> columns, CancellationToken cancellationToken)
    {

        (_session, _copy) = (session, copy);
        // The driver's text reader stands over the raw bytes, which need no decoding here.
        _stream = copy.BaseStream;
        _columns = [.. columns.Select(column => column.Name)];
        _kinds = [.. columns.Select(PostgreSqlTypes.Stored)];
        _lines = new CopyLines(columns.Count);
        _cancel = cancellationToken.Register(Cancel);
    }

    public override IReadOnlyList<string> Columns => _columns;

    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        !_ended && _lines.TryNext() ? new ValueTask<bool>(true) : MoreAsync(cancellationToken);

    public override ValueKind GetKind(int column) => _lines.IsNull(column) ? ValueKind.Null : _kinds[column];

    public override long GetInt64(int column)
    {
        var bytes = _lines.Field(column);
        return _kinds[column] == ValueKind.Boolean ? (bytes[0] == 't' ? 1 : 0)
            : Utf8Parser.TryParse(bytes, out long value, out var used) && used == bytes.Length ? value
            : long.Parse(bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    public override double GetDouble(int column)
    {
        var bytes = _lines.Field(column);
        return Utf8Parser.TryParse(bytes, out double value, out var used) && used == bytes.Length ? value : double.Parse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    public override string GetText(int column) => Encoding.UTF8.GetString(GetBytes(column));

    public override ReadOnlySpan<byte> GetBytes(int column)
    {
        var bytes = _lines.Field(column);
        return _kinds[column] switch
        {
            ValueKind.Boolean => bytes[0] == 't' ? "true"u8 : "false"u8,
            ValueKind.Blob => Convert.FromHexString(Encoding.ASCII.GetString(bytes[2..])),
            _ => bytes,
        };
    }

    public override async ValueTask DisposeAsync()
    {
        await _cancel.DisposeAsync();
        try
        {
            if (!_ended)
            {
                _ended = true;
                _session.Abandon();
                Cancel();
            }

            _copy.Dispose();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            _session.Abandon();
        }
    }

    private void Cancel()
    {
        try
        {
            _copy.Cancel();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception) || exception is ObjectDisposedException)
        {
            // It has ended in the meantime, or the server is gone: there is nothing left to stop.
        }
    }

    /// <summary>
    /// The first bytes may take as long as the server's sorting, and leave the caller's thread; the others come at the server's pace in pieces of a few
    /// kilobytes, and waiting for each in place costs a fraction of a change of threads.
    /// </summary>
    private ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            return new ValueTask<bool>(More(cancellationToken));
        }

        _started = true;
        return new ValueTask<bool>(Task.Run(() => More(cancellationToken), CancellationToken.None));
    }

    private bool More(CancellationToken cancellationToken)
    {
        try
        {
            while (!_ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = _stream.Read(_lines.Room().Span);
                _ended = read == 0;
                _lines.Filled(read);
                if (_lines.TryNext())
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            _ended = true;
            throw _session.Fail(exception, cancellationToken);
        }
    }
}
