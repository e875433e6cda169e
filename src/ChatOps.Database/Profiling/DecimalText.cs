using System.Globalization;

namespace ChatOps.Database.Profiling;

/// <summary>Exact numbers as servers write them (<c>-12.50</c>, any number of digits, <c>NaN</c>, <c>Infinity</c>), without rounding.</summary>
internal static class DecimalText
{
    /// <summary>Integers below 2^53 and these powers of ten are doubles, so one division rounds once (Clinger, "How to Read Floating Point Numbers Accurately", 1990).</summary>
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private const int FastDigits = 15;

    /// <summary>The nearest double.</summary>
    internal static double ToDouble(ReadOnlySpan<byte> text)
    {
        var at = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        if (text.Length - at is 0 or > FastDigits + 1)
        {
            return Slow(text);
        }

        var (mantissa, point) = (0L, -1);
        for (var index = at; index < text.Length; index++)
        {
            var next = text[index];
            if (next is >= (byte)'0' and <= (byte)'9')
            {
                mantissa = (mantissa * 10) + next - '0';
            }
            else if (next == '.' && point < 0)
            {
                point = index;
            }
            else
            {
                return Slow(text);
            }
        }

        var value = point < 0 ? mantissa : mantissa / PowersOfTen[text.Length - 1 - point];
        return at == 1 ? -value : value;
    }

    /// <summary>Without zeros that say nothing: equal numbers have equal shortest forms.</summary>
    internal static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)'.'))
        {
            text = text.TrimEnd((byte)'0').TrimEnd((byte)'.');
        }

        return text is [(byte)'-', (byte)'0'] ? text[1..] : text;
    }

    /// <summary>Negative, zero or positive as the first is smaller, equal or larger. Both finite and in plain digits.</summary>
    internal static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (leftNegative, rightNegative) = (left.StartsWith("-"u8), right.StartsWith("-"u8));
        if (leftNegative != rightNegative)
        {
            return leftNegative ? -1 : 1;
        }

        var order = leftNegative ? CompareDigits(right[1..], left[1..]) : CompareDigits(left, right);
        return order;
    }

    private static int CompareDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftWhole = Whole(left);
        var rightWhole = Whole(right);
        var order = leftWhole.Length != rightWhole.Length ? leftWhole.Length.CompareTo(rightWhole.Length) : leftWhole.SequenceCompareTo(rightWhole);
        return order != 0 ? order : Fraction(left).SequenceCompareTo(Fraction(right));
    }

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> digits) =>
        (digits.IndexOf((byte)'.') is var point and >= 0 ? digits[..point] : digits).TrimStart((byte)'0');

    private static ReadOnlySpan<byte> Fraction(ReadOnlySpan<byte> digits) =>
        digits.IndexOf((byte)'.') is var point and >= 0 ? digits[(point + 1)..].TrimEnd((byte)'0') : [];

    private static double Slow(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
