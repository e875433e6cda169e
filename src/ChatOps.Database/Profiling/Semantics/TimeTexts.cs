using System.Globalization;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Days and times of day written as texts.</summary>
internal static class TimeTexts
{
    /// <summary>In ISO order or another common one; a day that cannot exist is none.</summary>
    internal static bool IsDate(ReadOnlySpan<byte> text) => DateShapes.Of(text) is DateShape.Iso or DateShape.Other || IsCompact(text);

    internal static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 5 or > 18 || text[2] != ':' || Two(text) is not (>= 0 and < 24) || Two(text[3..]) is not (>= 0 and < 60))
        {
            return false;
        }

        return text.Length == 5
            || (text.Length >= 8 && text[5] == ':' && Two(text[6..]) is >= 0 and <= 60
                && (text.Length == 8 || (text[8] == '.' && text.Length > 9 && text[9..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)));
    }

    /// <summary>Eight digits that are a day of the last or this century.</summary>
    internal static bool IsCompact(ReadOnlySpan<byte> text)
    {
        if (text.Length != 8 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        var number = int.Parse(text, CultureInfo.InvariantCulture);
        var (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return year is >= 1900 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>The number of two digits; -1 where they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1;
}
