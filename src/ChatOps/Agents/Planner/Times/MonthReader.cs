namespace ChatOps.Agents.Planner.Times;

/// <summary>Reads days within the month: "the first Monday of the month", "on the 1st and 15th of every month", "am Monatsende".</summary>
internal sealed class MonthReader(TimeCursor cursor, WeekdayReader weekdays, DateReader dates, ClockReader clocks, TimeDraft draft)
{
    private const int DayUnit = 3, Month = 5;

    // "every first Monday of the month", "letzten Freitag des Monats"
    public int Nth(int at)
    {
        weekdays.Lead(ref at);
        var isEvery = cursor.Take(ref at, TimeKind.Every, out var every);
        weekdays.Lead(ref at);
        if (!cursor.Take(ref at, TimeKind.Ordinal, out var nth))
        {
            if (!isEvery || every != 2)
                return 0;
            nth = 2; // "jeden zweiten Dienstag im Monat"
        }

        var isGroup = false;
        if (!cursor.Take(ref at, TimeKind.Weekday, out var weekday) && !(isGroup = cursor.Take(ref at, TimeKind.DayGroup)))
            return 0;
        if (!OfMonth(ref at) && !IsMonthly())
            return 0;
        if (isGroup)
            draft.MonthDays.Add(-1);
        else
            draft.NthWeekday = (nth, weekday);
        return at;
    }

    // "on the 1st and 15th of every month", "el último día del mes", "am Monatsende"
    public int Day(int at)
    {
        weekdays.Lead(ref at);
        cursor.Take(ref at, TimeKind.Every);
        weekdays.Lead(ref at);
        var days = new List<int>();
        if (cursor.Find(at, TimeKind.EndOf) is { Value: Month } end && IsMonthly())
        {
            draft.MonthDays.Add(-1);
            return end.End;
        }

        while (DayNumber(ref at) is { } day)
        {
            days.Add(day);
            var next = at;
            if (!cursor.Take(ref next, TimeKind.And) && !cursor.IsMark(next, ','))
                break;
            if (cursor.IsMark(next, ','))
                next++;
            weekdays.Lead(ref next);
            if (DayNumber(ref next) is null)
                break;
            next = at;
            if (!cursor.Take(ref next, TimeKind.And))
                next++;
            weekdays.Lead(ref next);
            at = next;
        }

        if (days.Count == 0 || !(OfMonth(ref at) || IsMonthly()))
            return 0;
        draft.MonthDays.UnionWith(days);
        return at;
    }

    private int? DayNumber(ref int at)
    {
        var next = at;
        if (cursor.Take(ref next, TimeKind.Ordinal, out var ordinal))
        {
            if (cursor.Find(next, TimeKind.Unit) is { Value: DayUnit } day)
                next = day.End;
            else if (!cursor.Is(next, TimeKind.Of) && !cursor.Is(next, TimeKind.And) && !cursor.IsMark(next, ','))
                return null;
            at = next;
            return ordinal;
        }

        var isDay = cursor.Find(next, TimeKind.Unit) is { Value: DayUnit } unit && (next = unit.End) > 0;
        if (dates.DayNumber(next) is not { } number || (!isDay && clocks.Read(next, false) is not null))
            return null;
        at = next + (cursor.IsMark(next + 1, '.') ? 2 : 1);
        if (cursor.Find(at, TimeKind.Unit) is { Value: DayUnit } behind)
            at = behind.End;
        return number;
    }

    private bool OfMonth(ref int at)
    {
        var next = at;
        if (!cursor.Take(ref next, TimeKind.Of))
            return false;
        cursor.Take(ref next, TimeKind.Every);
        weekdays.Lead(ref next);
        if (cursor.Find(next, TimeKind.Unit) is not { Value: Month } month)
            return false;
        at = month.End;
        return true;
    }

    private bool IsMonthly() => draft.Interval is { Unit: >= Month };
}
