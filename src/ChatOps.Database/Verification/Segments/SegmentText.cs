using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Verification.Merging;

namespace ChatOps.Database.Verification.Segments;

/// <summary>
/// A row as the one text that servers can make of it too, for a side that is read here: per value <c>n;</c> for NULL, else <c>v</c>, the value and
/// <c>;</c>. Integers and exact numbers are their shortest digits, truth values 1 and 0, texts and bytes lower-case hexadecimal digits of their bytes,
/// days and times ISO 8601 without zeros at the end of a fraction, UUIDs 32 hexadecimal digits.
/// </summary>
internal static class SegmentText
{
    /// <summary>Kinds that have a text which all engines can make; a real has none.</summary>
    internal static bool Exists(TransferKind kind) => kind is not (TransferKind.Real or TransferKind.Bits or TransferKind.Other);

    /// <summary>The parts of a side by number, read here.</summary>
    internal static SortedDictionary<long, PartHash> Read(ReaderSession session, VerifiedSide side, long size, CancellationToken cancellationToken)
    {
        var parts = new SortedDictionary<long, PartHash>();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var text = new StringBuilder();
        using var rows = RowStream.Open(session, side, false, cancellationToken);
        while (rows.HasRow(cancellationToken))
        {
            var key = new RowCursor(rows.Row);
            key.Next(out var bytes);
            Write(rows.Row, side.Columns, text.Clear());
            SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()), digest);
            // A key that is no integer belongs to no part of the other side; the last part is never the same then.
            var part = key.IsMisfit || bytes.Length != sizeof(long) ? long.MaxValue : BinaryPrimitives.ReadInt64LittleEndian(bytes) / size;
            parts[part] = parts.GetValueOrDefault(part).With(
                BinaryPrimitives.ReadUInt32BigEndian(digest), BinaryPrimitives.ReadUInt32BigEndian(digest[4..]), BinaryPrimitives.ReadUInt32BigEndian(digest[8..]), BinaryPrimitives.ReadUInt32BigEndian(digest[12..]));
            rows.Advance(1);
        }

        return parts;
    }

    private static void Write(ReadOnlySpan<byte> row, IReadOnlyList<VerifiedColumn> columns, StringBuilder text)
    {
        var cursor = new RowCursor(row);
        foreach (var column in columns)
        {
            if (!cursor.Next(out var value))
            {
                text.Append('n');
            }
            else if (cursor.IsMisfit)
            {
                text.Append('m').Append(Convert.ToHexStringLower(value));
            }
            else
            {
                Write(text.Append('v'), column.Type.Kind, value);
            }

            text.Append(';');
        }
    }

    private static void Write(StringBuilder text, TransferKind kind, ReadOnlySpan<byte> value) => _ = kind switch
    {
        TransferKind.Integer => text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt64LittleEndian(value)}"),
        TransferKind.Boolean => text.Append(value[0]),
        TransferKind.Decimal => text.Append(Encoding.ASCII.GetString(value)),
        TransferKind.Date or TransferKind.Time or TransferKind.Moment => text.Append(RowJson.Text(value, kind)),
        TransferKind.Instant => text.Append(RowJson.Text(value, TransferKind.Moment)),
        _ => text.Append(Convert.ToHexStringLower(value)),
    };
}
