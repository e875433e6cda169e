using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>Exact numbers as ASCII digits.</summary>
internal static class DecimalDigits
{
    /// <summary>Room for any double without an exponent: 309 digits before the point or 17 behind 323 zeros, a sign and a point.</summary>
    internal const int LongestReal = 360;

    private const int Negative = 0;
    private const int Positive = 1;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789."u8);

    /// <summary>The shortest digits that read back as the same double, without an exponent.</summary>
    /// <param name="buffer">At least <see cref="LongestReal"/> bytes.</param>
    internal static ReadOnlySpan<byte> OfReal(double value, byte[] buffer)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
        }

        // Most are amounts of money. Two different numbers of at most 15 digits are never the same double, so hundredths that give the double are its digits.
        var hundredths = Math.Round(value * 100);
        if (Math.Abs(hundredths) < 1e15 && hundredths / 100 == value)
        {
            return OfHundredths((long)hundredths, buffer);
        }

        value.TryFormat(buffer, out var written, "R", CultureInfo.InvariantCulture);
        var text = buffer.AsSpan(0, written);
        var exponent = text.IndexOf((byte)'E');
        return exponent < 0 ? text : Plain(text.ToArray(), exponent, buffer);
    }

    private static ReadOnlySpan<byte> OfHundredths(long hundredths, byte[] buffer)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(hundredths), 100);
        buffer[0] = (byte)'-';
        var start = hundredths < 0 ? 1 : 0;
        _ = Utf8Formatter.TryFormat(whole, buffer.AsSpan(start), out var length);
        length += start;
        if (rest > 0)
        {
            buffer[length++] = (byte)'.';
            buffer[length++] = (byte)('0' + (rest / 10));
            buffer[length] = (byte)('0' + (rest % 10));
            length += rest % 10 > 0 ? 1 : 0;
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>Digits with at most one point between them and a sign before them, and nothing else.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        return !digits.IsEmpty && point != 0 && point != digits.Length - 1 && !digits.ContainsAnyExcept(NumberBytes) && (point < 0 || !digits[(point + 1)..].Contains((byte)'.'));
    }

    /// <summary>Which of two numbers as <see cref="Shorten"/> gives them is the smaller, with all digits; NaN is the largest.</summary>
    internal static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (one, two) = (Rank(left), Rank(right));
        return one != two || one is not (Negative or Positive) ? one.CompareTo(two)
            : one == Positive ? CompareDigits(left, right)
            : CompareDigits(right[1..], left[1..]);
    }

    private static int Rank(ReadOnlySpan<byte> shortest) => shortest switch
    {
        [(byte)'-', (byte)'I', ..] => Negative - 1,
        [(byte)'-', ..] => Negative,
        [(byte)'I', ..] => Positive + 1,
        [(byte)'N', ..] => Positive + 2,
        _ => Positive,
    };

    /// <summary>More digits before the point are more; else the first different digit decides.</summary>
    private static int CompareDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (one, two) = (left.IndexOf((byte)'.'), right.IndexOf((byte)'.'));
        var order = (one < 0 ? left.Length : one).CompareTo(two < 0 ? right.Length : two);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }

    /// <summary>Without plus sign, leading and trailing zeros, and with one zero.</summary>
    /// <param name="text">ASCII digits with sign and point; anything else comes back as it is.</param>
    /// <param name="buffer">Where the result may be written; it may be the text's own memory.</param>
    internal static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        var negative = text is [(byte)'-', ..];
        var digits = negative || text is [(byte)'+', ..] ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExcept(NumberBytes))
        {
            return Special(text);
        }

        digits = digits.Contains((byte)'.') ? digits.TrimEnd((byte)'0') : digits;
        digits = digits is [.., (byte)'.'] ? digits[..^1] : digits;
        digits = digits.TrimStart((byte)'0');
        if (digits.IsEmpty)
        {
            return "0"u8;
        }

        if (!negative && digits[0] != '.')
        {
            return digits;
        }

        var prefix = (negative, digits[0] == '.') switch { (true, true) => "-0"u8, (true, false) => "-"u8, _ => "0"u8 };
        digits.CopyTo(buffer[prefix.Length..]);
        prefix.CopyTo(buffer);
        return buffer[..(prefix.Length + digits.Length)];
    }

    /// <summary>Why the place cannot hold the number without changing it; null where it can.</summary>
    /// <param name="shortest">As <see cref="Shorten"/> gives it.</param>
    internal static string? WhyNot(ReadOnlySpan<byte> shortest, TransferType place, EngineLimits limits)
    {
        if (shortest.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
        {
            return limits.SpecialDecimals && place is not { Scale: not null } || shortest.SequenceEqual("NaN"u8) && limits.SpecialDecimals ? null : "is not a finite number, which the target cannot hold";
        }

        if (place.Kind != TransferKind.Decimal || place.Precision is not { } precision)
        {
            return null;
        }

        var (whole, behind) = Places(shortest);
        var scale = place.Scale ?? 0;
        return behind > scale ? string.Create(CultureInfo.InvariantCulture, $"has {behind} digits behind the point where {scale} fit")
            : whole > precision - scale ? string.Create(CultureInfo.InvariantCulture, $"has {whole} digits before the point where {precision - scale} fit")
            : null;
    }

    /// <summary>Digits before and behind the point of a shortest number; a lone zero before the point does not count.</summary>
    internal static (int Whole, int Behind) Places(ReadOnlySpan<byte> shortest)
    {
        var digits = shortest is [(byte)'-', ..] ? shortest[1..] : shortest;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        return (whole is [(byte)'0'] ? 0 : whole.Length, point < 0 ? 0 : digits.Length - point - 1);
    }

    private static ReadOnlySpan<byte> Special(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("∞"u8) || text.SequenceEqual("inf"u8) ? "Infinity"u8 : text;

    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> text, int exponent, byte[] buffer)
    {
        _ = Utf8Parser.TryParse(text[(exponent + 1)..] is [(byte)'+', .. var positive] ? positive : text[(exponent + 1)..], out int power, out _);
        var negative = text[0] == '-';
        var mantissa = text[(negative ? 1 : 0)..exponent];
        var point = mantissa.IndexOf((byte)'.');
        var behind = point < 0 ? 0 : mantissa.Length - point - 1;
        var length = 0;
        void Put(byte next) => buffer[length++] = next;
        if (negative)
        {
            Put((byte)'-');
        }

        var wholeDigits = (point < 0 ? mantissa.Length : point) + power;
        if (wholeDigits <= 0)
        {
            Put((byte)'0');
            Put((byte)'.');
            for (var zero = wholeDigits; zero < 0; zero++)
            {
                Put((byte)'0');
            }
        }

        var written = 0;
        foreach (var next in mantissa)
        {
            if (next == '.')
            {
                continue;
            }

            if (written++ == wholeDigits && wholeDigits > 0)
            {
                Put((byte)'.');
            }

            Put(next);
        }

        for (var zero = behind; zero < power; zero++)
        {
            Put((byte)'0');
        }

        return buffer.AsSpan(0, length);
    }
}
