namespace ChatOps.Agents.Planner.Times;

/// <summary>
/// Reads a span that is over: "last night", "since Monday", "in the last 24 hours", "la semana pasada". Where words can
/// mean a longer and a shorter span, the longer one is taken, so that nothing that was meant is left out.
/// </summary>
/// <param name="now">In the zone that counts.</param>
internal sealed class PastReader(TimeCursor cursor, DateReader dates, ClockReader clocks, DateTime now)
{
    private const int Hour = 2, Day = 3, Week = 4, Month = 5, Year = 6;

    /// <summary>From when to when, in local time, and the place behind it.</summary>
    public ((DateTime From, DateTime To) Span, int End)? Read(int at)
    {
        if (cursor.Find(at, TimeKind.LastNight) is { } night)
            return ((now.Date.AddDays(-1).AddHours(18), now.Date.AddHours(9)), night.End);
        if (cursor.Find(at, TimeKind.Date) is { Value: < 0 } day)
            return (Whole(now.Date.AddDays(day.Value)), Behind(day.End));
        return Since(at) ?? Ago(at) ?? Current(at) ?? Last(at) ?? LastWritten(at);
    }

    // "since Monday", "seit gestern", "desde las 8"
    private ((DateTime From, DateTime To) Span, int End)? Since(int at)
    {
        if (!cursor.Take(ref at, TimeKind.Since))
            return null;
        if (cursor.Find(at, TimeKind.TodayPart) is { } part)
            return ((now.Date, now), part.End);
        if (Read(at) is { } over)
            return ((over.Span.From, now), over.End);
        if (dates.Read(at) is { } day)
        {
            var from = day.Weekday is { } weekday ? dates.Before(weekday) : day.Date > DateOnly.FromDateTime(now) ? day.Date.AddYears(-1) : day.Date;
            return ((from.ToDateTime(TimeOnly.MinValue), now), Behind(day.End));
        }

        cursor.Take(ref at, TimeKind.At);
        return clocks.Read(at, false) is { } clock ? ((now.Date.AddMinutes(clock.Minutes) is var start && start > now ? start.AddDays(-1) : start, now), clock.End) : null;
    }

    // "3 days ago", "vor 3 Tagen", "hace 3 días"
    private ((DateTime From, DateTime To) Span, int End)? Ago(int at)
    {
        var isLed = cursor.Take(ref at, TimeKind.Ago);
        if (cursor.Number(at) is not { } count || cursor.Find(count.End, TimeKind.Unit) is not { } unit)
            return null;
        var end = unit.End;
        if (!isLed && !cursor.Take(ref end, TimeKind.Ago))
            return null;
        var from = Moved(now, -count.Value, unit.Value);
        return (unit.Value <= Hour ? (from, now) : Whole(from.Date), end);
    }

    // "this week"
    private ((DateTime From, DateTime To) Span, int End)? Current(int at)
    {
        if (!cursor.Take(ref at, TimeKind.This) || cursor.Find(at, TimeKind.Unit) is not { } unit)
            return null;
        return unit.Value switch
        {
            Week => ((now.Date.AddDays(-(((int)now.DayOfWeek + 6) % 7)), now), unit.End),
            Month => ((new DateTime(now.Year, now.Month, 1), now), unit.End),
            Year => ((new DateTime(now.Year, 1, 1), now), unit.End),
            _ => null,
        };
    }

    // "the last 3 days", "last week", "last Monday"
    private ((DateTime From, DateTime To) Span, int End)? Last(int at)
    {
        if (!cursor.Take(ref at, TimeKind.Past))
            return null;
        if (cursor.Number(at) is { } count && cursor.Find(count.End, TimeKind.Unit) is { } units)
            return ((Moved(now, -count.Value, units.Value), now), units.End);
        return Named(at, at);
    }

    // "la semana pasada"
    private ((DateTime From, DateTime To) Span, int End)? LastWritten(int at)
    {
        while (cursor.Take(ref at, TimeKind.Article))
        {
            // It leads to the noun.
        }

        var noun = (cursor.Find(at, TimeKind.Unit) ?? cursor.Find(at, TimeKind.Weekday))?.End;
        return noun is { } end && cursor.Find(end, TimeKind.PastAfter) is { } behind ? Named(at, behind.End) : null;
    }

    private ((DateTime From, DateTime To) Span, int End)? Named(int at, int end)
    {
        if (cursor.Find(at, TimeKind.Weekday) is { } weekday)
            return (Whole(dates.Before(weekday.Value).ToDateTime(TimeOnly.MinValue)), Math.Max(end, weekday.End));
        if (cursor.Find(at, TimeKind.Unit) is not { } unit)
            return null;
        return ((unit.Value switch
        {
            Hour => now.AddHours(-1),
            Day => now.AddDays(-1),
            Week => now.Date.AddDays(-7 - (((int)now.DayOfWeek + 6) % 7)),
            Month => new DateTime(now.Year, now.Month, 1).AddMonths(-1),
            Year => new DateTime(now.Year - 1, 1, 1),
            _ => Moved(now, -1, unit.Value),
        }, now), Math.Max(end, unit.End));
    }

    // "yesterday at 5", "gestern Abend": the whole day holds it.
    private int Behind(int end)
    {
        cursor.Take(ref end, TimeKind.Part);
        return end;
    }

    private static (DateTime From, DateTime To) Whole(DateTime day) => (day, day.AddDays(1));

    /// <summary>The time moved by a number of units; at the ends of the calendar it stays there.</summary>
    public static DateTime Moved(DateTime from, int count, int unit) => unit switch
    {
        1 => from.AddMinutes(count),
        Hour => from.AddHours(count),
        Day => from.AddDays(count),
        Week => from.AddDays(7 * count),
        Month => Clamped(from, count),
        Year => Clamped(from, 12L * count),
        _ => Clamped(from, 3L * count),
    };

    private static DateTime Clamped(DateTime from, long months)
    {
        var month = (from.Year * 12L) + from.Month - 1 + months;
        return month is < 24 or > 119_000 ? from : from.AddMonths((int)months);
    }
}
