using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Agents.Planner.Times;

/// <summary>Reads a day that is named once: "tomorrow", "next Monday", "5. April", "2026-04-05".</summary>
/// <param name="today">In the zone that counts.</param>
internal sealed partial class DateReader(TimeCursor cursor, DateOnly today)
{
    private const int Week = 4, Month = 5;

    /// <summary>A day.</summary>
    /// <param name="Weekday">The day of the week by which it was named; else null.</param>
    /// <param name="End">The place behind it.</param>
    public sealed record Day(DateOnly Date, int? Weekday, int End);

    public Day? Read(int at)
    {
        var bare = at;
        while (cursor.Take(ref bare, TimeKind.Article))
        {
            // "the end of the month"
        }

        if (cursor.Find(bare, TimeKind.EndOf) is not null)
            at = bare;
        if (cursor.Find(at, TimeKind.EndOf) is { } last)
            return new Day(last.Value == Week ? Coming(7, false) : EndOfMonth(), null, last.End);
        if (cursor.Find(at, TimeKind.NextUnit) is { } next)
            return new Day(next.Value == Week ? Coming(1, false) : new DateOnly(today.Year, today.Month, 1).AddMonths(1), null, next.End);
        if (cursor.Find(at, TimeKind.Date) is { } day)
            return new Day(today.AddDays(day.Value), null, day.End);
        var start = at;
        while (cursor.Take(ref start, TimeKind.On) || cursor.Take(ref start, TimeKind.Article))
        {
            // They lead to the day.
        }

        return Written(start) ?? Weekday(start);
    }

    /// <summary>The same day of the week, seen from today backwards.</summary>
    public DateOnly Before(int weekday) => today.AddDays(-(((Number(today) - weekday + 6) % 7) + 1));

    /// <summary>The next day of that kind.</summary>
    /// <param name="mayBeToday">Today counts where it is such a day.</param>
    public DateOnly Coming(int weekday, bool mayBeToday)
    {
        var ahead = (weekday - Number(today) + 7) % 7;
        return today.AddDays(ahead == 0 && !mayBeToday ? 7 : ahead);
    }

    private Day? Weekday(int at)
    {
        var isNext = cursor.Take(ref at, TimeKind.Next);
        if (!isNext)
            cursor.Take(ref at, TimeKind.This);
        return cursor.Find(at, TimeKind.Weekday) is { } day ? new Day(Coming(day.Value, !isNext), day.Value, day.End) : null;
    }

    private Day? Written(int at) => Iso(at) ?? DayAndMonth(at) ?? MonthAndDay(at) ?? Figures(at);

    private Day? Iso(int at) =>
        cursor.Digits(at) is { } year and >= 2000 && cursor.Gap(at) == "-" && cursor.Digits(at + 1) is { } month && cursor.Gap(at + 1) == "-" && cursor.Digits(at + 2) is { } day
            ? Make(year, month, day, at + 3)
            : null;

    // "5 April", "5th of April 2026", "5. April", "5 de abril de 2026"
    private Day? DayAndMonth(int at)
    {
        if (DayNumber(at) is not { } day)
            return null;
        var next = at + 1;
        if (cursor.IsMark(next, '.'))
            next++;
        cursor.Take(ref next, TimeKind.Of);
        return cursor.Take(ref next, TimeKind.Month, out var month) ? Make(null, month, day, next) : null;
    }

    // "April 5th, 2026"
    private Day? MonthAndDay(int at)
    {
        var next = at;
        return cursor.Take(ref next, TimeKind.Month, out var month) && DayNumber(next) is { } day ? Make(null, month, day, next + 1) : null;
    }

    // "5.4.", "05.04.2026"; a day and a month with a stroke are read as in most of the world.
    private Day? Figures(int at)
    {
        if (cursor.Digits(at) is not ({ } day and >= 1 and <= 31) || cursor.Gap(at) is not ("." or "/") || cursor.Digits(at + 1) is not ({ } month and >= 1 and <= 12))
            return null;
        if (cursor.Gap(at + 1) is "." or "/" && cursor.Digits(at + 2) is { } year)
            return Make(year < 100 ? 2000 + year : year, month, day, at + 3);
        return cursor.IsMark(at + 2, '.') && cursor.Gap(at) == "." ? Make(null, month, day, at + 3) : null;
    }

    /// <summary>The day, this year or next where it is over and no year was said.</summary>
    private Day? Make(int? year, int month, int day, int end)
    {
        var behind = end;
        if (year is null)
        {
            if (cursor.IsMark(behind, ','))
                behind++;
            cursor.Take(ref behind, TimeKind.Of);
            if (cursor.Digits(behind) is { } said and >= 2000 and < 3000)
                (year, end) = (said, behind + 1);
        }

        var asked = year ?? today.Year;
        if (asked is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(asked, month))
            return null;
        var date = new DateOnly(asked, month, day);
        return new Day(year is null && date < today ? date.AddYears(1) : date, null, end);
    }

    /// <summary>"5", "5th", "1º": a day of the month in digits.</summary>
    public int? DayNumber(int at)
    {
        if (!cursor.IsWord(at) || DayDigits().Match(cursor[at].Key) is not { Success: true } match)
            return null;
        return int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) is var number and >= 1 and <= 31 ? number : null;
    }

    private DateOnly EndOfMonth() => new(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month));

    private static int Number(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    [GeneratedRegex("^(?<n>[0-9]{1,2})(?:st|nd|rd|th|ter|ten|te|er|o|º)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayDigits();
}
