using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql.Loading;

/// <summary>Loads rows of one table with COPY: in the binary form, or as text where a column has a type of which only the text is known.</summary>
internal sealed class PostgreSqlTableLoader
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlConnection _server;
    private readonly string _copy;
    private readonly BinaryColumn?[] _columns;
    private readonly TransferKind[] _kinds;
    private readonly bool _isBinary;
    private readonly WireBuffer _wire = new();

    internal PostgreSqlTableLoader(NpgsqlConnection server, LoadTarget target)
    {
        _server = server;
        _columns = [.. target.Columns.Select(BinaryColumn.For)];
        _kinds = [.. target.Columns.Select(column => column.Type.Kind)];
        _isBinary = Array.TrueForAll(_columns, column => column is not null);
        var names = string.Join(", ", target.Columns.Select(column => PostgreSqlDialect.Quote(column.Target.Name)));
        var table = PostgreSqlDialect.Quote(target.Table.Namespace, target.Table.LocalName);
        _copy = $"COPY {table} ({names}) FROM STDIN{(_isBinary ? " (FORMAT BINARY)" : "")}";
    }

    internal async Task LoadAsync(RowBlock rows, int first, int count, CancellationToken cancellationToken)
    {
        if (_isBinary)
        {
            await using var copy = await _server.BeginRawBinaryCopyAsync(_copy, cancellationToken);
            await SendAsync(copy, rows, first, count, cancellationToken);
        }
        else
        {
            var copy = await _server.BeginTextImportAsync(_copy, cancellationToken);
            await using (copy)
            {
                await SendAsync(((NpgsqlCopyTextWriter)copy).BaseStream, rows, first, count, cancellationToken);
            }
        }
    }

    private async Task SendAsync(Stream copy, RowBlock rows, int first, int count, CancellationToken cancellationToken)
    {
        _wire.Clear();
        if (_isBinary)
        {
            _wire.Put(Header);
        }

        for (var row = 0; row < count;)
        {
            row += Fill(rows, first + row, count - row);
            await copy.WriteAsync(_wire.Written, cancellationToken);
            _wire.Clear();
        }

        if (_isBinary)
        {
            _wire.Put((short)-1);
            await copy.WriteAsync(_wire.Written, cancellationToken);
        }
    }

    /// <summary>Writes rows until the buffer is full; how many.</summary>
    private int Fill(RowBlock rows, int first, int most)
    {
        var cursor = rows.Read(first);
        var done = 0;
        while (done < most && _wire.Length < WireBuffer.Full)
        {
            if (_isBinary)
            {
                WriteBinary(ref cursor);
            }
            else
            {
                WriteText(ref cursor);
            }

            done++;
        }

        return done;
    }

    private void WriteBinary(ref RowCursor cursor)
    {
        _wire.Put((short)_columns.Length);
        foreach (var column in _columns)
        {
            if (cursor.Next(out var value))
            {
                column!.Write(value, _wire);
            }
            else
            {
                _wire.Put(-1);
            }
        }
    }

    private void WriteText(ref RowCursor cursor)
    {
        for (var column = 0; column < _kinds.Length; column++)
        {
            if (column > 0)
            {
                _wire.Put((byte)'\t');
            }

            if (cursor.Next(out var value))
            {
                CopyText.Write(value, _kinds[column], _wire);
            }
            else
            {
                _wire.Put("\\N"u8);
            }
        }

        _wire.Put((byte)'\n');
    }
}
