using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOps.Agents.Planner.Times;

/// <summary>Reads a time of day: "9am", "9:30", "14 Uhr", "halb neun", "a las 9 y media de la noche", "noon".</summary>
internal sealed partial class ClockReader(TimeCursor cursor)
{
    private const int Noon = 2, Midnight = 6, Hour = 60, HalfDay = 12 * Hour;

    /// <summary>A time of day.</summary>
    /// <param name="Minutes">After midnight.</param>
    /// <param name="IsPlain">Nothing but a number of at most twelve: the part of the day must be told by other words.</param>
    /// <param name="End">The place behind it.</param>
    public sealed record Clock(int Minutes, bool IsPlain, int End);

    /// <param name="mayBePlain">A bare number counts too, because of what stands before.</param>
    public Clock? Read(int at, bool mayBePlain)
    {
        if (cursor.Find(at, TimeKind.Part) is { Value: Noon or Midnight } part)
            return new Clock(part.Value == Noon ? HalfDay : 0, false, part.End);
        var shift = 0;
        var start = at;
        var isShifted = cursor.Take(ref start, TimeKind.PastHalf, out shift);
        if (Hours(start) is not { } read)
            return null;
        if (isShifted)
            read = read with { Minutes = read.Minutes + shift, IsMarked = true };
        return Finish(read, mayBePlain || isShifted);
    }

    private Clock? Finish(Reading read, bool mayBePlain)
    {
        var end = read.End;
        if (cursor.Take(ref end, TimeKind.AndHalf, out var more))
            read = read with { Minutes = read.Minutes + more };
        if (cursor.Take(ref end, TimeKind.OClock))
        {
            read = read with { IsMarked = true };
            // "7 Uhr 30"
            if (cursor.Digits(end) is { } minutes && minutes < Hour && read.Minutes % Hour == 0 && !cursor.Is(end + 1, TimeKind.Unit))
                (read, end) = (read with { Minutes = read.Minutes + minutes }, end + 1);
        }

        var half = read.Half;
        if (half is null && cursor.Take(ref end, TimeKind.Am))
            half = false;
        else if (half is null && cursor.Take(ref end, TimeKind.Pm))
            half = true;
        if (!mayBePlain && !read.IsMarked && half is null)
            return null;
        var time = Turned(read.Minutes, half);
        return time is >= 0 and <= 24 * Hour ? new Clock(time % (24 * Hour), half is null && !read.IsWritten && time is >= Hour and < 13 * Hour, end) : null;
    }

    private static int Turned(int minutes, bool? half) => half switch
    {
        true when minutes < HalfDay => minutes + HalfDay,
        false when minutes is >= HalfDay and < HalfDay + Hour => minutes - HalfDay,
        _ => minutes,
    };

    private Reading? Hours(int at)
    {
        if (cursor.IsWord(at) && Joined().Match(cursor[at].Key) is { Success: true } joined)
            return Of(joined, at);
        if (cursor.Number(at) is not { Value: >= 0 and <= 24 } hour)
            return null;
        if (cursor.Digits(at) is null)
            return new Reading(hour.Value * Hour, null, false, false, hour.End);
        // "9:30", "9.30", "7:30pm"
        var minutesAt = cursor.IsMark(at + 1, ':') ? at + 2 : cursor.Gap(at) == "." ? at + 1 : -1;
        if (minutesAt > 0 && cursor.IsWord(minutesAt) && Minutes().Match(cursor[minutesAt].Key) is { Success: true } minutes && !IsDate(minutesAt))
            return new Reading((hour.Value * Hour) + int.Parse(minutes.Groups["m"].Value, CultureInfo.InvariantCulture), HalfOf(minutes), true, true, EndOf(minutes, minutesAt));
        return new Reading(hour.Value * Hour, null, false, hour.Value > 12, hour.End);
    }

    // "10.03.2026", "5.4." are days.
    private bool IsDate(int minutesAt) => cursor.Gap(minutesAt) == "." || (cursor.IsMark(minutesAt + 1, '.') && cursor.Gap(minutesAt - 1) == "." && minutesAt + 2 < cursor.Count);

    private Reading Of(Match joined, int at)
    {
        var hour = int.Parse(joined.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minutes = joined.Groups["m"].Success ? int.Parse(joined.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        return new Reading((hour * Hour) + minutes, HalfOf(joined), true, joined.Groups["m"].Success, EndOf(joined, at));
    }

    private static bool? HalfOf(Match match) => match.Groups["half"].Value switch
    {
        "" => null,
        var half => half[0] == 'p',
    };

    // "9 a.m." is cut after the point.
    private int EndOf(Match match, int at) =>
        match.Groups["half"].Value is "a" or "p" && cursor.IsWord(at + 1) && cursor[at + 1].Key == "m" ? at + 2 : at + 1;

    /// <param name="Half">Afternoon true, morning false, unsaid null.</param>
    /// <param name="IsMarked">It can be nothing but a time.</param>
    /// <param name="IsWritten">In the form of a clock of 24 hours.</param>
    private sealed record Reading(int Minutes, bool? Half, bool IsMarked, bool IsWritten, int End);

    [GeneratedRegex("^(?<h>[01]?[0-9]|2[0-4])(?:(?<half>am|pm|a|p)|h(?<m>[0-5][0-9])?|(?:hs|hrs|uhr))$", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex("^(?<m>[0-5][0-9])(?<half>am|pm|a|p)?(?:uhr|h|hs|hrs)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Minutes();
}
