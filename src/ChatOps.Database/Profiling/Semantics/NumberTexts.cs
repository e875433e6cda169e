using System.Globalization;
using System.Text;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Numbers and truths written as texts.</summary>
internal static class NumberTexts
{
    private static readonly HashSet<string> Truths = new(["true", "false", "yes", "no", "y", "n", "t", "f", "0", "1", "ja", "nein", "on", "off", "si", "sí"], StringComparer.OrdinalIgnoreCase);

    internal static bool IsBoolean(ReadOnlySpan<byte> text) => text.Length <= 5 && Truths.Contains(Encoding.UTF8.GetString(text));

    internal static bool IsInteger(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        return digits.Length is > 0 and < 39 && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>With a point or a comma, or with commas or points between thousands.</summary>
    internal static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        if (digits.Length is 0 or > 60 || !char.IsAsciiDigit((char)digits[^1]))
        {
            return false;
        }

        var last = digits.LastIndexOfAny((byte)'.', (byte)',');
        return IsGrouped(last < 0 ? digits : digits[..last], last < 0 ? (byte)0 : digits[last])
            && (last < 0 || digits[(last + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
    }

    /// <summary>A number of at most that size.</summary>
    internal static bool IsWithin(ReadOnlySpan<byte> text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most;

    /// <summary>Digits only, or groups of three behind a separator other than the decimal one.</summary>
    private static bool IsGrouped(ReadOnlySpan<byte> digits, byte decimalSeparator)
    {
        var separator = digits.IndexOfAny((byte)'.', (byte)',');
        if (separator < 0)
        {
            return digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        }

        var mark = digits[separator];
        if (mark == decimalSeparator || separator is 0 or > 3)
        {
            return false;
        }

        for (var index = 0; index < digits.Length; index++)
        {
            if ((digits.Length - index) % 4 == 0 ? digits[index] != mark : !char.IsAsciiDigit((char)digits[index]))
            {
                return false;
            }
        }

        return true;
    }
}
