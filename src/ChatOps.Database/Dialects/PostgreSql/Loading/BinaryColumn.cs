using System.Buffers.Binary;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.PostgreSql.Loading;

/// <summary>Writes the values of one column as the server receives them (the <c>*recv</c> functions of the server's source; PostgreSQL, "COPY", "Binary Format").</summary>
internal abstract class BinaryColumn
{
    /// <summary>Null where the server's type has no binary form that is known here; the table then goes as text.</summary>
    internal static BinaryColumn? For(ColumnPlan column)
    {
        var type = column.Target.DeclaredType.Split('(')[0].TrimEnd();
        return (column.Type.Kind, type) switch
        {
            (TransferKind.Integer or TransferKind.Boolean, "smallint") => new IntegerColumn(2),
            (TransferKind.Integer or TransferKind.Boolean, "integer" or "oid") => new IntegerColumn(4),
            (TransferKind.Integer or TransferKind.Boolean, "bigint") => new IntegerColumn(8),
            (TransferKind.Boolean, "boolean") => new BytesColumn(),
            (TransferKind.Integer, "numeric") => new NumericColumn(isInteger: true),
            (TransferKind.Decimal, "numeric") => new NumericColumn(isInteger: false),
            (TransferKind.Real, "double precision") => new EightByteColumn(),
            (TransferKind.Real, "real") => new SingleColumn(),
            (TransferKind.Text or TransferKind.Json, "text" or "character varying" or "character" or "bpchar" or "citext" or "json") => new BytesColumn(),
            (TransferKind.Text or TransferKind.Json, "jsonb") => new JsonbColumn(),
            (TransferKind.Binary, "bytea") => new BytesColumn(),
            (TransferKind.Uuid, "uuid") => new BytesColumn(),
            (TransferKind.Date, "date") => new DateColumn(),
            (TransferKind.Time, "time" or "time without time zone") => new EightByteColumn(),
            (TransferKind.Moment or TransferKind.Instant, "timestamp" or "timestamptz" or "timestamp without time zone" or "timestamp with time zone") => new EightByteColumn(),
            (TransferKind.Date or TransferKind.Time or TransferKind.Moment or TransferKind.Instant or TransferKind.Uuid or TransferKind.Integer or TransferKind.Decimal or TransferKind.Real or TransferKind.Boolean,
                "text" or "character varying" or "character") => new PlainColumn(column.Type.Kind),
            _ => null,
        };
    }

    /// <summary>Writes length and value.</summary>
    internal abstract void Write(ReadOnlySpan<byte> value, WireBuffer wire);

    private sealed class IntegerColumn(int size) : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            var number = value.Length == 1 ? value[0] : BinaryPrimitives.ReadInt64LittleEndian(value);
            wire.Put(size);
            switch (size)
            {
                case 2:
                    wire.Put((short)number);
                    break;
                case 4:
                    wire.Put((int)number);
                    break;
                default:
                    wire.Put(number);
                    break;
            }
        }
    }

    /// <summary>Microseconds, or the bits of a double.</summary>
    private sealed class EightByteColumn : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            wire.Put(sizeof(long));
            wire.Put(BinaryPrimitives.ReadInt64LittleEndian(value));
        }
    }

    private sealed class DateColumn : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            wire.Put(sizeof(int));
            wire.Put(BinaryPrimitives.ReadInt32LittleEndian(value));
        }
    }

    private sealed class SingleColumn : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            wire.Put(sizeof(float));
            wire.Put(BitConverter.SingleToInt32Bits((float)BinaryPrimitives.ReadDoubleLittleEndian(value)));
        }
    }

    private sealed class BytesColumn : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            wire.Put(value.Length);
            wire.Put(value);
        }
    }

    /// <summary>Version 1 of <c>jsonb_recv</c> is the text itself.</summary>
    private sealed class JsonbColumn : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            wire.Put(value.Length + 1);
            wire.Put((byte)1);
            wire.Put(value);
        }
    }

    /// <summary>A value of another kind in a text column, as people write it.</summary>
    private sealed class PlainColumn(TransferKind kind) : BinaryColumn
    {
        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            var text = System.Text.Encoding.UTF8.GetBytes(RowJson.Text(value, kind));
            wire.Put(text.Length);
            wire.Put(text);
        }
    }

    /// <summary>Groups of four decimal digits around the point (<c>numeric_recv</c> in <c>numeric.c</c>).</summary>
    private sealed class NumericColumn(bool isInteger) : BinaryColumn
    {
        private const short Negative = 0x4000;
        private const int GroupDigits = 4;

        internal override void Write(ReadOnlySpan<byte> value, WireBuffer wire)
        {
            Span<byte> digits = stackalloc byte[24];
            if (isInteger)
            {
                _ = System.Buffers.Text.Utf8Formatter.TryFormat(BinaryPrimitives.ReadInt64LittleEndian(value), digits, out var length);
                WriteDigits(digits[..length], wire);
            }
            else
            {
                WriteDigits(value, wire);
            }
        }

        private static void WriteDigits(ReadOnlySpan<byte> text, WireBuffer wire)
        {
            if (text is [(byte)'N', ..] or [(byte)'I', ..] or [(byte)'-', (byte)'I', ..])
            {
                WriteHeader(wire, 0, 0, text[0] switch { (byte)'N' => unchecked((short)0xC000), (byte)'I' => unchecked((short)0xD000), _ => unchecked((short)0xF000) }, 0);
                return;
            }

            var sign = text[0] == '-' ? Negative : (short)0;
            text = sign == 0 ? text : text[1..];
            var point = text.IndexOf((byte)'.');
            var whole = point < 0 ? text : text[..point];
            var fraction = point < 0 ? default : text[(point + 1)..];
            whole = whole is [(byte)'0'] ? default : whole;
            var wholeGroups = (whole.Length + GroupDigits - 1) / GroupDigits;
            var fractionGroups = (fraction.Length + GroupDigits - 1) / GroupDigits;
            // A number such as 0.00001234 has no groups of zeros in front.
            var skipped = 0;
            while (wholeGroups == 0 && skipped < fractionGroups && FractionGroup(fraction, skipped) == 0)
            {
                skipped++;
            }

            WriteHeader(wire, wholeGroups + fractionGroups - skipped, wholeGroups - 1 - skipped, sign, fraction.Length);
            for (var group = 0; group < wholeGroups; group++)
            {
                var end = whole.Length - ((wholeGroups - 1 - group) * GroupDigits);
                wire.Put(Number(whole[Math.Max(0, end - GroupDigits)..end]));
            }

            for (var group = skipped; group < fractionGroups; group++)
            {
                wire.Put(FractionGroup(fraction, group));
            }
        }

        private static void WriteHeader(WireBuffer wire, int groups, int weight, short sign, int scale)
        {
            wire.Put(8 + (groups * 2));
            wire.Put((short)groups);
            wire.Put((short)weight);
            wire.Put(sign);
            wire.Put((short)scale);
        }

        private static short FractionGroup(ReadOnlySpan<byte> fraction, int group)
        {
            var digits = fraction[(group * GroupDigits)..Math.Min(fraction.Length, (group + 1) * GroupDigits)];
            var number = Number(digits);
            for (var missing = digits.Length; missing < GroupDigits; missing++)
            {
                number *= 10;
            }

            return number;
        }

        private static short Number(ReadOnlySpan<byte> digits)
        {
            var number = 0;
            foreach (var digit in digits)
            {
                number = (number * 10) + (digit - '0');
            }

            return (short)number;
        }
    }
}
