namespace ChatOps.Agents.Planner.Times;

/// <summary>
/// When a schedule fires: five fields as in Vixie cron, in the zone in which they were said. The form that we write, and
/// what it is in Quartz, stands in the README here.
/// </summary>
internal static class CronTimes
{
    /// <summary>A schedule that has not fired by then, such as one of 30 February, never does.</summary>
    private const int DaysSearched = 5 * 366;

    /// <summary>The next moments after the given one, in UTC, at most as many as asked for. A local time that the clocks skip does not fire, one that they repeat fires once.</summary>
    /// <returns>None where the cron cannot be read or the zone is not known.</returns>
    public static IReadOnlyList<DateTimeOffset> Next(PlannedTime time, DateTimeOffset after, int count)
    {
        if (time.Once is { } once)
            return once > after ? [once.ToUniversalTime()] : [];
        if (CronFields.Parse(time.Cron) is not { } fields || Sets(fields) is not { } sets || !TimeZoneInfo.TryFindSystemTimeZoneById(time.Zone, out var zone))
            return [];
        var found = new List<DateTimeOffset>();
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        for (var ahead = 0; ahead < DaysSearched && found.Count < count; ahead++)
        {
            var day = first.AddDays(ahead);
            if (!sets.IsOn(day))
                continue;
            found.AddRange(sets.On(day)
                .Where(local => !zone.IsInvalidTime(local))
                .Select(local => new DateTimeOffset(local, FirstOffset(local, zone)).ToUniversalTime())
                .Where(moment => moment > after)
                .Order());
        }

        return [.. found.Take(count)];
    }

    // Of a time that comes twice, the first is the one with more ahead of UTC.
    private static TimeSpan FirstOffset(DateTime local, TimeZoneInfo zone) => zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);

    private static FieldSets? Sets(CronFields fields) =>
        (CronFields.Values(fields.Minute, 0, 59), CronFields.Values(fields.Hour, 0, 23), CronFields.Values(fields.Day, 1, 31), CronFields.Values(fields.Month, 1, 12), CronFields.Values(fields.Weekday, 0, 7)) is
            ({ } minutes, { } hours, { } days, { } months, { } weekdays)
            ? new FieldSets(minutes, hours, days, months, weekdays.Select(day => day % 7).ToHashSet(), fields.Day[0] == '*' || fields.Weekday[0] == '*')
            : null;

    /// <param name="TakesBoth">A day of the month and a weekday must both fit; else either does.</param>
    private sealed record FieldSets(IReadOnlySet<int> Minutes, IReadOnlySet<int> Hours, IReadOnlySet<int> Days, IReadOnlySet<int> Months, IReadOnlySet<int> Weekdays, bool TakesBoth)
    {
        public bool IsOn(DateOnly day)
        {
            var (fitsDay, fitsWeekday) = (Days.Contains(day.Day), Weekdays.Contains((int)day.DayOfWeek));
            return Months.Contains(day.Month) && (TakesBoth ? fitsDay && fitsWeekday : fitsDay || fitsWeekday);
        }

        public IEnumerable<DateTime> On(DateOnly day) =>
            Hours.Order().SelectMany(hour => Minutes.Order().Select(minute => day.ToDateTime(new TimeOnly(hour, minute))));
    }
}
