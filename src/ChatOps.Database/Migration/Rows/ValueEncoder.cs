using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>Appends the values of one column. A rule holds for every engine: what a value means is decided by its column's kind, never by how it happens to be stored.</summary>
internal abstract partial class ValueEncoder
{
    /// <param name="value">What the values are.</param>
    /// <param name="place">What the place holds where they go; its sizes are checked.</param>
    internal static ValueEncoder For(TransferType value, TransferType place, EngineLimits limits) => value.Kind switch
    {
        TransferKind.Integer => new IntegerEncoder(place),
        TransferKind.Real => new RealEncoder(value, place, limits),
        TransferKind.Decimal => new DecimalEncoder(value, place, limits),
        TransferKind.Boolean => new BooleanEncoder(),
        TransferKind.Binary => new BinaryEncoder(place),
        TransferKind.Date => new DateEncoder(limits),
        TransferKind.Time => new TimeEncoder(place, limits),
        TransferKind.Moment or TransferKind.Instant => new MomentEncoder(value.Kind == TransferKind.Instant, place, limits),
        TransferKind.Uuid => new UuidEncoder(),
        TransferKind.Bits => new BitsEncoder(value),
        _ => new TextEncoder(value, place, limits),
    };

    /// <summary>Appends a value that is not NULL; else nothing is appended and the reason is told.</summary>
    internal abstract string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block);

    /// <summary>A float means its shortest decimal form, which is what people see and every engine can hold. What has more digits than a float, as SQLite lets it, is no float.</summary>
    private static double RealOf(RowReader row, int column, TransferType own) =>
        row.GetDouble(column) is var value && own.Bits == 32 && (float)value == value && double.IsFinite(value) ? Shortest((float)value) : value;

    private static double Shortest(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed class IntegerEncoder : ValueEncoder
    {
        private readonly long _smallest;
        private readonly long _largest;

        internal IntegerEncoder(TransferType place)
        {
            var bits = place is { Kind: TransferKind.Integer, Bits: { } own } ? own : 64;
            (_smallest, _largest) = place.Unsigned && bits < 64 ? (0, (1L << bits) - 1) : (long.MinValue >> (64 - bits), long.MaxValue >> (64 - bits));
        }

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind is not (ValueKind.Integer or ValueKind.Boolean) && !(kind == ValueKind.Decimal && Utf8Parser.TryParse(row.GetBytes(column), out long _, out var used) && used == row.GetBytes(column).Length))
            {
                return "is not a whole number";
            }

            var value = row.GetInt64(column);
            if (value < _smallest || value > _largest)
            {
                return string.Create(CultureInfo.InvariantCulture, $"is outside {_smallest} to {_largest}");
            }

            block.Append(value);
            return null;
        }
    }

    private sealed class RealEncoder(TransferType own, TransferType place, EngineLimits limits) : ValueEncoder
    {
        private readonly bool _single = place is { Kind: TransferKind.Real, Bits: 32 };

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind is ValueKind.Text or ValueKind.Blob)
            {
                return "is not a number";
            }

            var value = RealOf(row, column, own);
            if (kind == ValueKind.Integer && (Math.Abs(value) > 1L << 53) && (long)value != row.GetInt64(column))
            {
                return "has more digits than a double keeps";
            }

            if (!double.IsFinite(value) && !(double.IsNaN(value) ? limits.NaN : limits.InfiniteReals))
            {
                return "is not a finite number, which the target cannot hold";
            }

            if (_single && !IsSingle(value))
            {
                return "has more digits than a single-precision number keeps";
            }

            // Adding zero makes -0 the one zero.
            block.Append(BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0));
            return null;
        }

        /// <summary>The value or its shortest decimal form survives the way to a float and back.</summary>
        private static bool IsSingle(double value) =>
            double.IsNaN(value) || (float)value == value || Shortest((float)value) == value;
    }

    private sealed class DecimalEncoder(TransferType own, TransferType place, EngineLimits limits) : ValueEncoder
    {
        private readonly byte[] _digits = new byte[DecimalDigits.LongestReal];

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            // SQLite keeps a long exact number as text; in a column of numbers its digits are the number.
            if (kind == ValueKind.Blob || (kind == ValueKind.Text && !DecimalDigits.IsNumber(row.GetBytes(column))))
            {
                return "is not a number";
            }

            if (kind == ValueKind.Integer && (place.Kind != TransferKind.Decimal || place.Precision is null or > 18 + 1 && place.Precision - (place.Scale ?? 0) > 18))
            {
                Utf8Formatter.TryFormat(row.GetInt64(column), _digits, out var written);
                block.Append(_digits.AsSpan(0, written));
                return null;
            }

            var text = kind == ValueKind.Real ? DecimalDigits.OfReal(RealOf(row, column, own), _digits) : row.GetBytes(column);
            var shortest = text.Length <= _digits.Length ? DecimalDigits.Shorten(text, _digits) : DecimalDigits.Shorten(text, new byte[text.Length + 1]);
            if (DecimalDigits.WhyNot(shortest, place, limits) is { } reason)
            {
                return reason;
            }

            block.Append(shortest);
            return null;
        }
    }

    private sealed class BooleanEncoder : ValueEncoder
    {
        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind is not (ValueKind.Integer or ValueKind.Boolean) || row.GetInt64(column) is not (0 or 1))
            {
                return "is neither true (1) nor false (0)";
            }

            block.Append([(byte)row.GetInt64(column)]);
            return null;
        }
    }

    private sealed class BinaryEncoder(TransferType place) : ValueEncoder
    {
        private readonly long _longest = place is { Kind: TransferKind.Binary, Length: { } length } ? length : long.MaxValue;

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind is not (ValueKind.Blob or ValueKind.Text))
            {
                return "is a number and not bytes";
            }

            var bytes = row.GetBytes(column);
            if (bytes.Length > _longest)
            {
                return string.Create(CultureInfo.InvariantCulture, $"has {bytes.Length} bytes where {_longest} fit");
            }

            block.Append(bytes);
            return null;
        }
    }

    private sealed class UuidEncoder : ValueEncoder
    {
        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind == ValueKind.Blob && row.GetBytes(column) is { Length: 16 } stored)
            {
                block.Append(stored);
                return null;
            }

            Span<byte> bytes = stackalloc byte[16];
            if (kind != ValueKind.Text || !Utf8Parser.TryParse(row.GetBytes(column), out Guid value, out var used) || used != row.GetBytes(column).Length)
            {
                return "is not a UUID";
            }

            value.TryWriteBytes(bytes, bigEndian: true, out _);
            block.Append(bytes);
            return null;
        }
    }

    private sealed class BitsEncoder(TransferType value) : ValueEncoder
    {
        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            // MySQL reads a bit string as the number that it is.
            var bits = kind == ValueKind.Integer ? Encoding.ASCII.GetBytes(row.GetInt64(column).ToString("b", CultureInfo.InvariantCulture).PadLeft((int)(value.Length ?? 1), '0')) : row.GetBytes(column);
            if (bits.ContainsAnyExcept((byte)'0', (byte)'1'))
            {
                return "is not a string of bits";
            }

            block.Append(bits);
            return null;
        }
    }

    private sealed class TextEncoder(TransferType value, TransferType place, EngineLimits limits) : ValueEncoder
    {
        private readonly byte[] _digits = new byte[DecimalDigits.LongestReal];
        private readonly long _longest = place is { Kind: TransferKind.Text, Length: { } length } ? length : long.MaxValue;

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind == ValueKind.Blob)
            {
                return "is bytes and not text";
            }

            var text = kind switch
            {
                ValueKind.Real => DecimalDigits.OfReal(RealOf(row, column, value), _digits),
                ValueKind.Integer => _digits.AsSpan(0, Utf8Formatter.TryFormat(row.GetInt64(column), _digits, out var written) ? written : 0),
                _ => row.GetBytes(column),
            };
            text = value.Fixed ? text.TrimEnd((byte)' ') : text;
            if (WhyNot(text) is { } reason)
            {
                return reason;
            }

            block.Append(text);
            return null;
        }

        private string? WhyNot(ReadOnlySpan<byte> text)
        {
            if (!limits.NulInText && text.Contains((byte)0))
            {
                return "holds the character U+0000, which the target cannot hold";
            }

            if (!Utf8.IsValid(text))
            {
                return ReferenceEquals(limits, EngineLimits.None) ? null : "is not valid UTF-8";
            }

            return text.Length > _longest && Encoding.UTF8.GetCharCount(text) > _longest && Characters(text) is var characters && characters > _longest
                ? string.Create(CultureInfo.InvariantCulture, $"has {characters} characters where {_longest} fit")
                : null;
        }

        /// <summary>Code points: every byte that does not continue one.</summary>
        private static long Characters(ReadOnlySpan<byte> text)
        {
            var count = 0L;
            foreach (var next in text)
            {
                count += (next & 0xC0) != 0x80 ? 1 : 0;
            }

            return count;
        }
    }
}
