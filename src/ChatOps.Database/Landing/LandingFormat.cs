using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Landing;

/// <summary>
/// Values in a landing file, exact and reversible: NULL is an empty field; an integer its digits; a floating-point number its shortest
/// round-trip form, always with a point, an exponent, or as Infinity; a blob <c>\x</c> and lower-case hex; a text itself, in quotes
/// where RFC 4180 asks for them and where it would otherwise be read as one of the others (so the empty text is <c>""</c> and the text 12
/// is <c>"12"</c>). A text whose bytes are not valid UTF-8 cannot stand in a UTF-8 file: it is written as its bytes, like a blob.
/// </summary>
public static class LandingFormat
{
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    /// <summary>Writes the current row's value as a field.</summary>
    internal static void Write(RowReader row, int column, IBufferWriter<byte> target)
    {
        switch (row.GetKind(column))
        {
            case ValueKind.Integer:
                WriteInteger(row.GetInt64(column), target);
                break;
            case ValueKind.Real:
                WriteReal(row.GetDouble(column), target);
                break;
            case ValueKind.Decimal:
                target.Write(row.GetBytes(column));
                break;
            case ValueKind.Boolean:
                target.Write(row.GetInt64(column) == 0 ? "false"u8 : "true"u8);
                break;
            case ValueKind.Text:
                WriteText(row.GetBytes(column), target);
                break;
            case ValueKind.Blob:
                WriteBlob(row.GetBytes(column), target);
                break;
        }
    }

    /// <summary>Writes a value as a field.</summary>
    /// <param name="value">null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or byte[].</param>
    public static void Write(object? value, IBufferWriter<byte> target)
    {
        switch (value)
        {
            case null:
                break;
            case long whole:
                WriteInteger(whole, target);
                break;
            case double number:
                WriteReal(number, target);
                break;
            case byte[] bytes:
                WriteBlob(bytes, target);
                break;
            case string text:
                WriteText(Encoding.UTF8.GetBytes(text), target);
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} has no form in a landing file.", nameof(value));
        }
    }

    /// <summary>The value of a field as it stands in the file, quotes included: null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or byte[].</summary>
    /// <exception cref="FormatException">Odd hex digits, or a quote that is not closed.</exception>
    public static object? Parse(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
        {
            return null;
        }

        if (field[0] == '"')
        {
            return field.Length > 1 && field[^1] == '"'
                ? Encoding.UTF8.GetString(field[1..^1]).Replace("\"\"", "\"", StringComparison.Ordinal)
                : throw new FormatException("A quoted field does not end with a quote.");
        }

        if (field.StartsWith("\\x"u8))
        {
            return Convert.FromHexString(Encoding.ASCII.GetString(field[2..]));
        }

        var text = Encoding.UTF8.GetString(field);
        return IsInteger(field, out var whole) ? whole : IsReal(field) ? double.Parse(text, CultureInfo.InvariantCulture) : text;
    }

    private static void WriteInteger(long value, IBufferWriter<byte> target)
    {
        Utf8Formatter.TryFormat(value, target.GetSpan(20), out var written);
        target.Advance(written);
    }

    private static void WriteReal(double value, IBufferWriter<byte> target)
    {
        var span = target.GetSpan(32);
        if (double.IsInfinity(value) || double.IsNaN(value))
        {
            target.Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
            return;
        }

        value.TryFormat(span, out var written, "R", CultureInfo.InvariantCulture);
        if (span[..written].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(span[written..]);
            written += 2;
        }

        target.Advance(written);
    }

    private static void WriteBlob(ReadOnlySpan<byte> bytes, IBufferWriter<byte> target)
    {
        target.Write("\\x"u8);
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, 4096)];
            Convert.TryToHexStringLower(piece, target.GetSpan(piece.Length * 2), out var written);
            target.Advance(written);
            bytes = bytes[piece.Length..];
        }
    }

    private static void WriteText(ReadOnlySpan<byte> utf8, IBufferWriter<byte> target)
    {
        if (!Utf8.IsValid(utf8))
        {
            WriteBlob(utf8, target);
        }
        else if (!utf8.ContainsAny(NeedQuotes) && !LooksLikeAnother(utf8))
        {
            target.Write(utf8);
        }
        else
        {
            WriteQuoted(utf8, target);
        }
    }

    private static void WriteQuoted(ReadOnlySpan<byte> utf8, IBufferWriter<byte> target)
    {
        target.Write("\""u8);
        for (var quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            target.Write(utf8[..(quote + 1)]);
            target.Write("\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        target.Write(utf8);
        target.Write("\""u8);
    }

    private static bool LooksLikeAnother(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty || utf8.StartsWith("\\x"u8) || utf8[0] == ' ' || utf8[^1] == ' ' || IsInteger(utf8, out _) || IsReal(utf8);

    private static bool IsInteger(ReadOnlySpan<byte> field, out long value)
    {
        var digits = field[0] == '-' ? field[1..] : field;
        value = 0;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(field, out value, out var used) && used == field.Length;
    }

    /// <summary>The shapes that reals are written in, and some more.</summary>
    private static bool IsReal(ReadOnlySpan<byte> field) =>
        (char.IsAsciiDigit((char)field[^1]) || field.EndsWith("Infinity"u8) || field.SequenceEqual("NaN"u8))
        && double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
