namespace ChatOps.Agents.Planner.Times;

/// <summary>What the words about time said, before anything is made of it.</summary>
internal sealed class TimeDraft
{
    /// <summary>"every 15 minutes": how many of which unit, see <see cref="TimeKind.Unit"/>.</summary>
    public (int Count, int Unit)? Interval { get; set; }

    /// <summary>Days of the week on which it comes again, Monday 1 to Sunday 7.</summary>
    public SortedSet<int> Weekdays { get; } = [];

    /// <summary>Days of the week on which it does not.</summary>
    public SortedSet<int> Except { get; } = [];

    /// <summary>Days of the month; -1 is its last.</summary>
    public SortedSet<int> MonthDays { get; } = [];

    /// <summary>"the first Monday of the month": which one, -1 for the last, and the day of the week.</summary>
    public (int Nth, int Weekday)? NthWeekday { get; set; }

    /// <summary>Minutes after midnight.</summary>
    public SortedSet<int> Clocks { get; } = [];

    /// <summary>Minutes after midnight between which an interval counts.</summary>
    public (int From, int To)? Hours { get; set; }

    /// <summary>The IANA id of the zone that was named.</summary>
    public string? Zone { get; set; }

    /// <summary>A day that was named once.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>The day of the week by which <see cref="Date"/> was named; else null.</summary>
    public int? DateWeekday { get; set; }

    /// <summary>See <see cref="TimeKind.Part"/>.</summary>
    public int? Part { get; set; }

    public TimeSpan? Delay { get; set; }

    public DateOnly? Until { get; set; }

    /// <summary>A span that is over, in local time.</summary>
    public (DateTime From, DateTime To)? Past { get; set; }

    /// <summary>Two schedules were said at once: "every day at 9 and every Friday at 5".</summary>
    public bool IsTwofold { get; set; }

    /// <summary>Something comes again, whatever else is known of it.</summary>
    public bool Recurs => Interval is not null || Weekdays.Count > 0 || MonthDays.Count > 0 || NthWeekday is not null;

    /// <summary>A time to come was said.</summary>
    public bool IsAhead => Recurs || Clocks.Count > 0 || Delay is not null || Date is not null;
}
