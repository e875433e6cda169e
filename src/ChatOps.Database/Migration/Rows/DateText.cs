using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>
/// Days and times from ISO 8601 texts as the engines write them: <c>2024-02-29</c>, <c>2024-02-29 13:05:00.25+02</c>, with a blank or a T,
/// years of more than four digits, <c>BC</c> behind, <c>infinity</c>. The calendar is the proleptic Gregorian one.
/// </summary>
internal static class DateText
{
    internal const long MicrosPerSecond = 1_000_000;
    internal const long MicrosPerDay = 86_400 * MicrosPerSecond;

    /// <summary>Days whose microseconds still fit 64 bits, a little less than the 106,751,991 that would.</summary>
    private const long MostDays = 106_751_990;

    private static readonly long[] Powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <summary>The smallest step of a time, in microseconds, that the place keeps.</summary>
    internal static long Unit(TransferType place, EngineLimits limits) =>
        Powers[6 - Math.Min(place.Kind is TransferKind.Time or TransferKind.Moment or TransferKind.Instant ? place.Precision ?? 6 : 6, limits.FractionDigits)];

    /// <summary>A day; a time behind it must be midnight.</summary>
    internal static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        var micros = 0L;
        if (TryInfinity(text, ref micros))
        {
            days = micros > 0 ? int.MaxValue : int.MinValue;
            return true;
        }

        days = 0;
        if (!TryDayAndTime(text, isInstant: false, out var day, out var time) || time != 0 || day is <= int.MinValue or >= int.MaxValue)
        {
            return false;
        }

        days = (int)day;
        return true;
    }

    /// <param name="isInstant">It may name an offset, and is UTC without one; else it must not.</param>
    internal static bool TryMoment(ReadOnlySpan<byte> text, bool isInstant, out long micros)
    {
        micros = 0;
        if (TryInfinity(text, ref micros))
        {
            return true;
        }

        if (!TryDayAndTime(text, isInstant, out var days, out var time) || Math.Abs(days) >= MostDays)
        {
            return false;
        }

        micros = (days * MicrosPerDay) + time;
        return true;
    }

    /// <param name="time">Microseconds since the day's beginning in UTC; an offset can make them negative or more than a day.</param>
    private static bool TryDayAndTime(ReadOnlySpan<byte> text, bool isInstant, out long days, out long time)
    {
        time = 0;
        var isBefore = text.EndsWith(" BC"u8);
        text = isBefore ? text[..^3] : text;
        if (!TryDay(ref text, isBefore, out days))
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)' ' or (byte)'T'))
        {
            return false;
        }

        text = text[1..];
        if (!TryClock(ref text, out time) || !TryOffset(ref text, out var offset, out var hasOffset) || !text.IsEmpty || (hasOffset && !isInstant))
        {
            return false;
        }

        time -= offset;
        return true;
    }

    /// <summary>A time of day without offset.</summary>
    internal static bool TryTime(ReadOnlySpan<byte> text, out long micros) => TryClock(ref text, out micros) && text.IsEmpty && micros <= MicrosPerDay;

    private static bool TryInfinity(ReadOnlySpan<byte> text, ref long micros)
    {
        if (text.Length < 8 || text[^1] != 'y')
        {
            return false;
        }

        micros = text.SequenceEqual("infinity"u8) ? long.MaxValue : text.SequenceEqual("-infinity"u8) ? long.MinValue : 0;
        return micros != 0;
    }

    private static bool TryDay(ref ReadOnlySpan<byte> text, bool isBefore, out long days)
    {
        days = 0;
        if (!TryNumber(ref text, 4, 7, out var year) || !Skip(ref text, '-') || !TryNumber(ref text, 2, 2, out var month) || !Skip(ref text, '-') || !TryNumber(ref text, 2, 2, out var day))
        {
            return false;
        }

        // There is no year 0 in a calendar with BC; as a number, 1 BC is 0.
        year = isBefore ? 1 - year : year;
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || (year == 0 && !isBefore))
        {
            return false;
        }

        days = DayNumber(year, month, day);
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (!TryNumber(ref text, 2, 2, out var hour) || !Skip(ref text, ':') || !TryNumber(ref text, 2, 2, out var minute) || hour > 24 || minute > 59)
        {
            return false;
        }

        var (second, fraction) = (0, 0L);
        if (Skip(ref text, ':') && (!TryNumber(ref text, 2, 2, out second) || second > 59 || !TryFraction(ref text, out fraction)))
        {
            return false;
        }

        micros = ((((hour * 60L) + minute) * 60) + second) * MicrosPerSecond + fraction;
        return micros <= MicrosPerDay;
    }

    /// <summary>Digits beyond the sixth must be zeros: nothing is rounded.</summary>
    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (!Skip(ref text, '.'))
        {
            return true;
        }

        var digits = 0;
        for (; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            if (digits >= 6 && text[digits] != '0')
            {
                return false;
            }

            micros = digits < 6 ? (micros * 10) + (text[digits] - '0') : micros;
        }

        text = text[digits..];
        micros *= digits < 6 ? Powers[6 - digits] : 1;
        return digits > 0;
    }

    /// <summary><c>Z</c>, <c>+02</c>, <c>+02:00</c>, <c>+0200</c> or <c>+02:00:30</c>.</summary>
    private static bool TryOffset(ref ReadOnlySpan<byte> text, out long micros, out bool found)
    {
        (micros, found) = (0, !text.IsEmpty);
        if (text.IsEmpty || Skip(ref text, 'Z'))
        {
            return true;
        }

        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        text = text[1..];
        if (sign == 0 || !TryNumber(ref text, 2, 2, out var hours))
        {
            return false;
        }

        var (minutes, seconds) = (0, 0);
        if (!text.IsEmpty && ((Skip(ref text, ':') && text.IsEmpty) || !TryNumber(ref text, 2, 2, out minutes) || (Skip(ref text, ':') && !TryNumber(ref text, 2, 2, out seconds))))
        {
            return false;
        }

        micros = sign * ((((hours * 60L) + minutes) * 60) + seconds) * MicrosPerSecond;
        return hours < 24 && minutes < 60 && seconds < 60;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, int least, int most, out int number)
    {
        number = 0;
        var digits = 0;
        for (; digits < most && digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            number = (number * 10) + (text[digits] - '0');
        }

        text = text[digits..];
        return digits >= least;
    }

    private static bool Skip(ref ReadOnlySpan<byte> text, char sign)
    {
        var there = !text.IsEmpty && text[0] == sign;
        text = there ? text[1..] : text;
        return there;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Days since 2000-01-01, by counting eras of 400 years from 1 March (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).</summary>
    internal static long DayNumber(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 730_425;
    }

    /// <summary>The inverse of <see cref="DayNumber"/> (civil_from_days, same source).</summary>
    internal static (int Year, int Month, int Day) Civil(long days)
    {
        var shifted = days + 730_425;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = shifted - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1));
    }
}
