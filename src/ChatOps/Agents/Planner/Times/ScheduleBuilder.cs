using System.Globalization;

namespace ChatOps.Agents.Planner.Times;

/// <summary>Makes a schedule of what was said, or the one question that has to be asked before.</summary>
/// <param name="zone">Where none was named.</param>
internal sealed class ScheduleBuilder(TimeDraft draft, DateTimeOffset now, string zone)
{
    private const int Minute = 1, HourUnit = 2, Day = 3, Week = 4, Month = 5;
    private const int PerHour = 60, PerDay = 24 * PerHour;

    private readonly string _zone = draft.Zone ?? zone;

    /// <summary>What came of it.</summary>
    /// <param name="Time">Null where something must be asked.</param>
    /// <param name="Note">What the person should know of it, or null.</param>
    public sealed record Outcome(PlannedTime? Time, string? Question = null, string? Note = null);

    /// <param name="before">The schedule that is changed: what was not said stays as it is there. Null for a new one.</param>
    public Outcome Build(PlannedTime? before = null)
    {
        if (draft.Delay is { } delay)
            return new Outcome(new PlannedTime(null, now + delay, _zone));
        var fields = CronFields.Parse(before?.Cron);
        if (!draft.Recurs && (fields is null || draft.Date is not null))
            return Once();
        return fields is null ? Again(new CronFields("*", "*", "*", "*", "*"), isChange: false) : Again(fields, isChange: true);
    }

    private Outcome Again(CronFields fields, bool isChange)
    {
        var interval = draft.Interval;
        if (draft.IsTwofold)
            return Ask("I make one schedule at a time. Which one first: on which days and at what time?");
        if (interval is { Count: > 1, Unit: >= Day } skipping)
            return Ask($"A schedule counts within one month, so \"every {skipping.Count} {Unit(skipping.Unit)}\" cannot be kept exactly. On which weekdays or days of the month should it run instead?");
        if (interval is { Unit: > Month })
            return Ask("In which months, on which day and at what time should it run?");
        if (interval is { Unit: Minute or HourUnit } often)
            return Often(fields, often.Count, often.Unit);
        return Daily(fields, isChange);
    }

    private Outcome Often(CronFields fields, int count, int unit)
    {
        var minutes = unit == Minute ? count : count * PerHour;
        if (minutes < 1 || (minutes < PerHour ? PerHour % minutes != 0 : minutes % PerHour != 0 || PerDay % minutes != 0))
            return Ask($"Every {count} {Unit(unit)} does not divide an hour or a day evenly. Which interval should it be, such as 30 minutes or 2 hours?");
        if (draft.Hours is { } hours && (hours.From % PerHour != 0 || (hours.To % PerHour != 0 && hours.To % PerHour != PerHour - 1)))
            return Ask("A schedule like that begins and ends at a full hour. Between which full hours should it run?");
        var start = draft.Clocks.Count == 1 ? draft.Clocks.First() % PerHour : 0;
        var minute = minutes < PerHour ? minutes == 1 ? "*" : $"*/{CronFields.Text(minutes)}" : CronFields.Text(start);
        return OnDays(fields with { Minute = minute, Hour = HoursOf(minutes) });
    }

    /// <summary>Up to and with the last hour for what happens once in it; without it for what happens within.</summary>
    private string HoursOf(int minutes)
    {
        var step = minutes / PerHour;
        if (draft.Hours is not { } hours)
            return step > 1 ? step == 24 ? "0" : $"*/{CronFields.Text(step)}" : "*";
        var (first, last) = (hours.From / PerHour, hours.To / PerHour);
        last = Math.Min(23, minutes < PerHour && hours.To % PerHour == 0 ? last - 1 : last);
        var values = last >= first ? Enumerable.Range(first, last - first + 1) : Enumerable.Range(0, 24).Where(hour => hour >= first || hour <= last);
        var list = values.Where((_, at) => step <= 1 || at % step == 0).ToArray();
        return list.Length > 1 && step <= 1 && last >= first ? $"{CronFields.Text(first)}-{CronFields.Text(last)}" : CronFields.List(list);
    }

    private Outcome Daily(CronFields fields, bool isChange)
    {
        if (draft.Clocks.Count > 0)
        {
            var hours = draft.Clocks.Select(clock => clock / PerHour).Distinct().ToArray();
            var minutes = draft.Clocks.Select(clock => clock % PerHour).Distinct().ToArray();
            if (hours.Length * minutes.Length != draft.Clocks.Count)
                return Ask("One schedule cannot have these times together. Which one should it be, or should I make one for each?");
            fields = fields with { Minute = CronFields.List(minutes), Hour = CronFields.List(hours) };
        }
        else if (!isChange)
        {
            return draft.Interval is { Unit: Week or Month } open && draft.Weekdays.Count + draft.MonthDays.Count == 0 && draft.NthWeekday is null
                ? Ask($"On which day of the {(open.Unit == Week ? "week" : "month")} and at what time should it run, and in which time zone?")
                : Ask("At what time should it run, and in which time zone?");
        }

        return OnDays(fields);
    }

    private Outcome OnDays(CronFields fields)
    {
        if (draft.NthWeekday is { } nth)
            return OnNth(fields, nth.Nth, nth.Weekday);
        if (draft.MonthDays.Contains(-1))
            return Ask("A cron schedule cannot say that day of the month, because it differs from month to month. Should it run on a fixed day, such as the 1st or the 28th, or on a weekday?");
        if (draft.MonthDays.Count > 0)
        {
            return draft.Weekdays.Count + draft.Except.Count > 0
                ? Ask("A cron schedule cannot have a day of the month and weekdays together. Which of the two should count?")
                : Done(fields with { Day = CronFields.List(draft.MonthDays), Weekday = "*" });
        }

        if (draft.Interval is { Unit: Week } && draft.Weekdays.Count == 0)
            return Ask("On which day of the week should it run?");
        if (draft.Interval is { Unit: Month })
            return Ask("On which day of the month should it run?");
        return OnWeekdays(fields);
    }

    private Outcome OnWeekdays(CronFields fields)
    {
        var days = draft.Weekdays.Count > 0 ? draft.Weekdays : Known(fields.Weekday);
        if (draft.Weekdays.Count + draft.Except.Count == 0)
            return Done(fields);
        var left = days.Except(draft.Except).ToArray();
        return left.Length == 0
            ? Ask("That leaves no day of the week. On which days should it run?")
            : Done(fields with { Weekday = CronFields.Weekdays(left), Day = draft.Weekdays.Count > 0 ? "*" : fields.Day });
    }

    private static SortedSet<int> Known(string weekday) =>
        CronFields.Values(weekday) is { } values ? [.. values.Select(value => value == 0 ? 7 : value)] : [1, 2, 3, 4, 5, 6, 7];

    /// <summary>
    /// Cron takes either of a day and a weekday, unless one of the fields begins with a star: then it takes both. Such a
    /// field that begins with a star and says no more than the first week is <c>*/31,1-7</c>; <c>*/7</c> is Sunday alone.
    /// </summary>
    private Outcome OnNth(CronFields fields, int nth, int weekday)
    {
        var week = nth > 0 ? $"{CronFields.Text((nth * 7) - 6)}-{CronFields.Text(Math.Min(31, nth * 7))}" : "";
        return (nth, weekday) switch
        {
            (1, _) => Done(fields with { Day = $"*/31,{week}", Weekday = CronFields.Weekdays([weekday]) }),
            ( > 1, 7) => Done(fields with { Day = week, Weekday = "*/7" }),
            _ => Ask("A cron schedule cannot say which one of a weekday it is within the month, but for the first. Should it run on every such weekday, on the first one, or on a day of the month?"),
        };
    }

    private Outcome Once()
    {
        var local = TimeReading.Local(now, _zone);
        if (draft.Clocks.Count == 0)
            return Ask("At what time should it run, and in which time zone?");
        if (draft.Clocks.Count > 1)
            return Ask("At which one of these times should it run?");
        var day = draft.Date ?? DateOnly.FromDateTime(local);
        var moment = day.ToDateTime(TimeOnly.MinValue).AddMinutes(draft.Clocks.First());
        // "at 6" when it is seven means tomorrow; "on Friday at 9" on a Friday at ten means the next one.
        if (moment <= local && draft.Date is null)
            moment = moment.AddDays(1);
        else if (moment <= local && draft.DateWeekday is not null)
            moment = moment.AddDays(7);
        if (moment <= local)
            return Ask($"{moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} is over. At what time should it run?");
        if (Find(_zone) is not { } found)
            return Ask("Which time zone do you mean?");
        return found.IsInvalidTime(moment)
            ? Ask($"The clocks in {_zone} skip {moment.ToString("HH:mm", CultureInfo.InvariantCulture)} on {moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. At what time should it run instead: an hour earlier or later?")
            : new Outcome(new PlannedTime(null, new DateTimeOffset(moment, found.GetUtcOffset(moment)), _zone));
    }

    private Outcome Done(CronFields fields) => new(new PlannedTime(fields.ToString(), null, _zone), null, Skipped(fields));

    /// <summary>A time that the clocks skip within the year to come: there the run is left out.</summary>
    private string? Skipped(CronFields fields)
    {
        if (Find(_zone) is not { SupportsDaylightSavingTime: true } found || CronFields.Values(fields.Minute) is not { } minutes || CronFields.Values(fields.Hour) is not { } hours)
            return null;
        var today = TimeReading.Local(now, _zone).Date;
        foreach (var day in Enumerable.Range(0, 366).Select(ahead => today.AddDays(ahead)))
        {
            foreach (var time in hours.SelectMany(hour => minutes.Select(minute => day.AddMinutes((hour * PerHour) + minute))).Where(found.IsInvalidTime))
                return $"On {time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} the clocks in {_zone} skip {time.ToString("HH:mm", CultureInfo.InvariantCulture)}, so that it does not run at that time.";
        }

        return null;
    }

    private static TimeZoneInfo? Find(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : null;

    private static string Unit(int unit) => unit switch
    {
        Minute => "minutes",
        HourUnit => "hours",
        Day => "days",
        Week => "weeks",
        Month => "months",
        _ => "years",
    };

    private static Outcome Ask(string question) => new(null, question);
}
