using System.Buffers.Binary;
using System.Text;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite.Loading;

/// <summary>Loads rows of one table with one prepared INSERT.</summary>
internal sealed class SqliteTableLoader : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private readonly TransferKind[] _kinds;

    internal SqliteTableLoader(sqlite3_stmt statement, LoadTarget target)
    {
        _statement = statement;
        _kinds = [.. target.Columns.Select(column => column.Type.Kind)];
    }

    internal static string SqlOf(LoadTarget target)
    {
        var table = SqliteDialect.Quote(target.Table.Name);
        return target.Columns.Count == 0
            ? $"INSERT INTO {table} DEFAULT VALUES"
            : $"INSERT INTO {table} ({string.Join(", ", target.Columns.Select(column => SqliteDialect.Quote(column.Target.Name)))}) VALUES ({string.Join(", ", target.Columns.Select(_ => "?"))})";
    }

    /// <returns>SQLITE_OK, or the result code of the first row that failed.</returns>
    internal int Load(RowBlock rows, int first, int count)
    {
        var cursor = rows.Read(first);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < _kinds.Length; column++)
            {
                Bind(ref cursor, column);
            }

            var result = raw.sqlite3_step(_statement);
            raw.sqlite3_reset(_statement);
            if (result != raw.SQLITE_DONE)
            {
                return result;
            }
        }

        return raw.SQLITE_OK;
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(ref RowCursor cursor, int column)
    {
        var place = column + 1;
        if (!cursor.Next(out var value))
        {
            raw.sqlite3_bind_null(_statement, place);
            return;
        }

        switch (_kinds[column])
        {
            case TransferKind.Integer:
                raw.sqlite3_bind_int64(_statement, place, BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case TransferKind.Boolean:
                raw.sqlite3_bind_int64(_statement, place, value[0]);
                break;
            case TransferKind.Real:
                raw.sqlite3_bind_double(_statement, place, BinaryPrimitives.ReadDoubleLittleEndian(value));
                break;
            case TransferKind.Binary:
                BindBlob(place, value);
                break;
            case TransferKind.Text or TransferKind.Json or TransferKind.Other or TransferKind.Decimal or TransferKind.Bits:
                BindText(place, value);
                break;
            default:
                BindText(place, Encoding.UTF8.GetBytes(RowJson.Text(value, _kinds[column])));
                break;
        }
    }

    /// <summary>An empty span has no address, which the engine takes for NULL.</summary>
    private void BindText(int place, ReadOnlySpan<byte> text) =>
        _ = text.IsEmpty ? raw.sqlite3_bind_text(_statement, place, "") : raw.sqlite3_bind_text(_statement, place, text);

    private void BindBlob(int place, ReadOnlySpan<byte> bytes) =>
        _ = bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, place, 0) : raw.sqlite3_bind_blob(_statement, place, bytes);
}
