namespace ChatOps.Database.Profiling;

/// <summary>Which way of writing dates a text follows.</summary>
internal enum DateShape
{
    /// <summary>Nothing that looks like a date.</summary>
    None,

    /// <summary>Year-month-day of a day that exists.</summary>
    Iso,

    /// <summary>Year-month-day of a day that does not exist.</summary>
    ImpossibleIso,

    /// <summary>Another common order or separator, such as 24.12.2025 or 12/24/2025.</summary>
    Other,
}

/// <summary>Recognises dates in texts.</summary>
internal static class DateShapes
{
    internal static DateShape Of(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 8 or > 40 || !IsDigit(text[0]))
        {
            return DateShape.None;
        }

        if (text.Length >= 10 && text[4] == '-' && text[7] == '-')
        {
            return Number(text[..4]) is { } year && Number(text[5..7]) is { } month && Number(text[8..10]) is { } day && IsTimeStart(text)
                ? Exists(year, month, day) ? DateShape.Iso : DateShape.ImpossibleIso
                : DateShape.None;
        }

        return IsOther(text) ? DateShape.Other : DateShape.None;
    }

    private static bool IsTimeStart(ReadOnlySpan<byte> text) => text.Length == 10 || text[10] is (byte)' ' or (byte)'T';

    private static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>Three numbers with two equal separators, the year in front or behind.</summary>
    private static bool IsOther(ReadOnlySpan<byte> text)
    {
        var first = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (first is not (1 or 2 or 4) || text[first] is not ((byte)'.' or (byte)'/' or (byte)'-'))
        {
            return false;
        }

        var rest = text[(first + 1)..];
        var second = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (second is not (1 or 2) || rest[second] != text[first])
        {
            return false;
        }

        var last = rest[(second + 1)..];
        var end = last.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? last.Length : end;
        return first == 4 ? digits is 1 or 2 : digits == 4;
    }

    private static int? Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (!IsDigit(digit))
            {
                return null;
            }

            value = (value * 10) + digit - '0';
        }

        return value;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
