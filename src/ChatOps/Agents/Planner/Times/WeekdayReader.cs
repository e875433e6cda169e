namespace ChatOps.Agents.Planner.Times;

/// <summary>Reads days of the week: "Mondays and Thursdays", "Monday to Friday", "werktags", "los fines de semana".</summary>
internal sealed class WeekdayReader(TimeCursor cursor)
{
    /// <summary>Adds the days that stand here, and returns the place behind them.</summary>
    /// <param name="recurs">They come again: they are plural, a group or a range.</param>
    public int Read(int at, SortedSet<int> days, out bool recurs)
    {
        recurs = false;
        while (true)
        {
            var next = at;
            if (days.Count > 0)
            {
                if (cursor.IsMark(next, ','))
                    next++;
                cursor.Take(ref next, TimeKind.And);
            }

            Lead(ref next);
            cursor.Take(ref next, TimeKind.Between);
            if (cursor.Find(next, TimeKind.DayGroup) is { } group)
            {
                days.UnionWith(group.Value == 1 ? [1, 2, 3, 4, 5] : [6, 7]);
                (recurs, at) = (true, group.End);
            }
            else if ((cursor.Find(next, TimeKind.Weekdays) ?? cursor.Find(next, TimeKind.Weekday)) is { } day)
            {
                recurs |= cursor.Is(next, TimeKind.Weekdays);
                at = Span(day.Value, day.End, days);
                recurs |= at > day.End;
            }
            else
            {
                return at;
            }
        }
    }

    // "Monday to Friday", "mon-fri"
    private int Span(int first, int end, SortedSet<int> days)
    {
        days.Add(first);
        var next = end;
        if (!(cursor.Gap(end - 1).Trim() is "-" or "–" or "—") && (cursor.Is(next, TimeKind.And) || !cursor.Take(ref next, TimeKind.To)))
            return end;
        Lead(ref next);
        if ((cursor.Find(next, TimeKind.Weekdays) ?? cursor.Find(next, TimeKind.Weekday)) is not { } last)
            return end;
        for (var day = first; day != last.Value; day = (day % 7) + 1)
            days.Add(day);
        days.Add(last.Value);
        return last.End;
    }

    /// <summary>Moves behind "on the" and its like.</summary>
    public void Lead(ref int at)
    {
        while (cursor.Take(ref at, TimeKind.On) || cursor.Take(ref at, TimeKind.Article))
        {
            // They say nothing by themselves.
        }
    }
}
