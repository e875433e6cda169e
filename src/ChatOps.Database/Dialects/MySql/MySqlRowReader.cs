using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;
using MySql.Data.Types;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>The rows of one statement.</summary>
internal sealed class MySqlRowReader : RowReader
{
    private const int RowsBetweenLooks = 4096;

    private readonly MySqlReaderSession _session;
    private readonly MySqlCommand _command;
    private readonly MySqlDataReader _rows;
    private readonly string[] _columns;
    private readonly string[] _types;
    private readonly object?[] _values;
    private CancellationTokenRegistration _cancel;
    private CancellationToken _cancelledBy;
    private bool _ended;
    private int _read;

    internal MySqlRowReader(MySqlReaderSession session, MySqlCommand command, MySqlDataReader rows)
    {
        (_session, _command, _rows) = (session, command, rows);
        _columns = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        _types = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetDataTypeName)];
        _values = new object?[_columns.Length];
    }

    public override IReadOnlyList<string> Columns => _columns;

    /// <summary>The driver's reading blocks; the first row of a statement and every few thousand after it leave the caller's thread.</summary>
    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        return _read++ % RowsBetweenLooks == 0 ? ReadApartAsync(cancellationToken) : new ValueTask<bool>(Read(cancellationToken));
    }

    public override ValueKind GetKind(int column) => _values[column] switch
    {
        null => ValueKind.Null,
        long => ValueKind.Integer,
        double => ValueKind.Real,
        byte[] => ValueKind.Blob,
        MySqlDecimal or decimal => ValueKind.Decimal,
        _ => ValueKind.Text,
    };

    public override long GetInt64(int column) => _values[column] is long whole ? whole : Convert.ToInt64(GetText(column), CultureInfo.InvariantCulture);

    public override double GetDouble(int column) => _values[column] switch
    {
        double number => number,
        long whole => whole,
        _ => double.Parse(GetText(column), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public override string GetText(int column) => _values[column] switch
    {
        string text => text,
        MySqlDecimal number => number.ToString(),
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public override ReadOnlySpan<byte> GetBytes(int column) => _values[column] is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(GetText(column));

    public override async ValueTask DisposeAsync()
    {
        await _cancel.DisposeAsync();
        try
        {
            if (!_ended)
            {
                // Closing reads the rest; stopped at the server, there is no rest.
                _ended = true;
                MySqlReaderSession.Cancel(_command);
            }

            _rows.Dispose();
        }
        catch (Exception exception) when (MySqlErrors.IsOurs(exception))
        {
            // The statement was stopped, which is what was wanted.
        }

        _command.Dispose();
    }

    private void Watch(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken != _cancelledBy)
        {
            _cancel.Dispose();
            _cancelledBy = cancellationToken;
            _cancel = cancellationToken.Register(() => MySqlReaderSession.Cancel(_command));
        }
    }

    // A method of its own, or what it captures would be made for every row.
    private ValueTask<bool> ReadApartAsync(CancellationToken cancellationToken) => new(Task.Run(() => Read(cancellationToken), CancellationToken.None));

    private bool Read(CancellationToken cancellationToken)
    {
        try
        {
            _ended = _ended || !_rows.Read();
            for (var column = 0; !_ended && column < _values.Length; column++)
            {
                _values[column] = ValueOf(column);
            }

            return !_ended;
        }
        catch (Exception exception) when (MySqlErrors.IsOurs(exception) || cancellationToken.IsCancellationRequested)
        {
            _ended = true;
            throw MySqlErrors.ForStatement(exception, _session.Connection, cancellationToken);
        }
    }

    private object? ValueOf(int column)
    {
        if (IsNull(column))
        {
            return null;
        }

        // A number of 65 digits does not fit .NET's own type.
        return _types[column] == "DECIMAL" ? _rows.GetMySqlDecimal(column) : _rows.GetValue(column) switch
        {
            sbyte or byte or short or ushort or int or uint => Convert.ToInt64(_rows.GetValue(column), CultureInfo.InvariantCulture),
            ulong big => big <= long.MaxValue ? (object)(long)big : (decimal)big,
            float single => double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            MySqlDateTime moment => Text(moment, _types[column]),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            // The driver takes sixteen bytes for a GUID; these are the bytes as they are stored.
            Guid bytes => bytes.ToByteArray(),
            TimeSpan time => $"{(time < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)time.TotalHours):00}:{time:mm\\:ss}{(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : $"{time:\\.ffffff}")}",
            var value => value,
        };
    }

    /// <summary>The driver makes a value of its own to see whether there is one, and fails at a number of more than 28 digits.</summary>
    private bool IsNull(int column)
    {
        try
        {
            return _rows.IsDBNull(column);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static string Text(MySqlDateTime moment, string type)
    {
        var day = $"{moment.Year:0000}-{moment.Month:00}-{moment.Day:00}";
        var fraction = moment.Microsecond == 0 ? "" : $".{moment.Microsecond:000000}";
        return type == "DATE" ? day : $"{day} {moment.Hour:00}:{moment.Minute:00}:{moment.Second:00}{fraction}";
    }
}
