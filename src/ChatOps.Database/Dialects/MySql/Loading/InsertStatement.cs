using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.MySql.Loading;

/// <summary>Writes rows as INSERT statements of about a quarter of a megabyte. Texts are quoted by the rules of our own session's SQL mode, in which a backslash escapes.</summary>
internal sealed class InsertStatement
{
    private const int Large = 1 << 18;

    private readonly StringBuilder _sql = new(Large + (Large / 8));
    private readonly string _start;
    private readonly TransferKind[] _kinds;

    internal InsertStatement(LoadTarget target)
    {
        _kinds = [.. target.Columns.Select(column => column.Type.Kind)];
        _start = $"INSERT INTO {MySqlDialect.Quote(target.Table.Name)} ({string.Join(", ", target.Columns.Select(column => MySqlDialect.Quote(column.Target.Name)))}) VALUES ";
    }

    /// <summary>The statement that <see cref="Fill"/> has written.</summary>
    internal string Sql => _sql.ToString();

    /// <summary>Begins a statement anew and writes as many rows as fit.</summary>
    /// <returns>How many, at least one.</returns>
    internal int Fill(RowBlock rows, int first, int most)
    {
        _sql.Clear().Append(_start);
        var cursor = rows.Read(first);
        var done = 0;
        do
        {
            _sql.Append(done == 0 ? "(" : ",(");
            for (var column = 0; column < _kinds.Length; column++)
            {
                Write(ref cursor, column);
            }

            _sql.Append(')');
            done++;
        }
        while (done < most && _sql.Length < Large);
        return done;
    }

    private void Write(ref RowCursor cursor, int column)
    {
        if (column > 0)
        {
            _sql.Append(',');
        }

        if (!cursor.Next(out var value))
        {
            _sql.Append("NULL");
            return;
        }

        switch (_kinds[column])
        {
            case TransferKind.Integer:
                _sql.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt64LittleEndian(value)}");
                break;
            case TransferKind.Real:
                _sql.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadDoubleLittleEndian(value):R}");
                break;
            case TransferKind.Boolean:
                _sql.Append(value[0]);
                break;
            case TransferKind.Decimal:
                _sql.Append(Encoding.ASCII.GetString(value));
                break;
            case TransferKind.Binary:
                _sql.Append("X'").Append(Convert.ToHexString(value)).Append('\'');
                break;
            case TransferKind.Bits:
                _sql.Append("b'").Append(Encoding.ASCII.GetString(value)).Append('\'');
                break;
            case TransferKind.Text or TransferKind.Json or TransferKind.Other:
                Quote(Encoding.UTF8.GetString(value));
                break;
            case TransferKind.Instant:
                // The session's time zone is UTC, and no server of this kind takes an offset everywhere.
                Quote(RowJson.Text(value, TransferKind.Moment));
                break;
            default:
                Quote(RowJson.Text(value, _kinds[column]));
                break;
        }
    }

    private void Quote(string text)
    {
        _sql.Append('\'');
        var rest = text.AsSpan();
        while (rest.IndexOfAny('\'', '\\', '\0') is var next and >= 0)
        {
            _sql.Append(rest[..next]).Append(rest[next] switch { '\'' => "''", '\\' => "\\\\", _ => "\\0" });
            rest = rest[(next + 1)..];
        }

        _sql.Append(rest).Append('\'');
    }
}
