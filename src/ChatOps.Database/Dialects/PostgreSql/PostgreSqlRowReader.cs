using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>The rows of a query. The server writes every value as text, so that no type, known or not, and no date out of .NET's range can fail.</summary>
internal sealed class PostgreSqlRowReader : RowReader
{
    private readonly PostgreSqlReaderSession _session;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _rows;
    private readonly string[] _columns;
    private readonly ValueKind[] _kinds;
    private bool _ended;

    internal PostgreSqlRowReader(PostgreSqlReaderSession session, NpgsqlCommand command, NpgsqlDataReader rows)
    {
        (_session, _command, _rows) = (session, command, rows);
        _columns = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        _kinds = [.. Enumerable.Range(0, rows.FieldCount).Select(column => PostgreSqlTypes.Stored(rows.GetDataTypeOID(column)))];
    }

    public override IReadOnlyList<string> Columns => _columns;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ended = _ended || !await _rows.ReadAsync(cancellationToken);
            return !_ended;
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            _ended = true;
            throw _session.Fail(exception, cancellationToken);
        }
    }

    public override ValueKind GetKind(int column) => _rows.IsDBNull(column) ? ValueKind.Null : _kinds[column];

    public override long GetInt64(int column) => _kinds[column] == ValueKind.Boolean
        ? (Raw(column) is "t" or "true" ? 1 : 0)
        : long.Parse(Raw(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public override double GetDouble(int column) => double.Parse(Raw(column), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string GetText(int column) => _kinds[column] == ValueKind.Boolean ? (GetInt64(column) == 1 ? "true" : "false") : Raw(column);

    public override ReadOnlySpan<byte> GetBytes(int column) =>
        _kinds[column] == ValueKind.Blob ? Convert.FromHexString(Raw(column).AsSpan(2)) : Encoding.UTF8.GetBytes(GetText(column));

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (!_ended)
            {
                // Reading the rest only to throw it away could take as long as the query.
                _command.Cancel();
                _session.Abandon();
            }

            await _rows.DisposeAsync();
        }
        catch (Exception exception) when (PostgreSqlErrors.IsOurs(exception))
        {
            _session.Abandon();
        }

        await _command.DisposeAsync();
    }

    private string Raw(int column) => _rows.GetString(column);
}
