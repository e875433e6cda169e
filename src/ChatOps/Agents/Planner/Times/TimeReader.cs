namespace ChatOps.Agents.Planner.Times;

/// <summary>
/// Finds what a text says about time, wherever it stands. At each place the first rule that fits is taken; what no rule
/// fits belongs to the rest of the request.
/// </summary>
internal sealed class TimeReader
{
    private const int Minute = 1, Hour = 2, Day = 3, Week = 4, Month = 5;

    private readonly TimeCursor _cursor;
    private readonly DateTime _now;
    private readonly ClockReader _clocks;
    private readonly DateReader _dates;
    private readonly PastReader _past;
    private readonly List<(int From, int To)> _taken = [];
    private readonly List<ClockReader.Clock> _clocksRead = [];
    private readonly Func<int, int>[] _rules;

    /// <param name="now">In the zone that counts.</param>
    public TimeReader(TimeCursor cursor, DateTime now)
    {
        (_cursor, _now) = (cursor, now);
        _clocks = new ClockReader(cursor);
        _dates = new DateReader(cursor, DateOnly.FromDateTime(now));
        _past = new PastReader(cursor, _dates, _clocks, now);
        _rules = [Hours, Excepted, Nth, MonthDay, Recurring, Days, Past, Adverb, Until, Lasting, Delay, Date, Clock, Zone];
    }

    public TimeDraft Draft { get; } = new();

    /// <summary>The stretches of tokens that are about time.</summary>
    public IReadOnlyList<(int From, int To)> Taken => _taken;

    public void Read()
    {
        for (var at = 0; at < _cursor.Count;)
        {
            var end = _cursor.IsWord(at) ? _rules.Select(rule => rule(at)).FirstOrDefault(found => found > at) : 0;
            if (end > at)
                _taken.Add((at, end));
            at = Math.Max(end, at + 1);
        }

        // The part of the day may stand behind the time: "at six every evening".
        Draft.Clocks.UnionWith(_clocksRead.Select(Placed));
    }

    private int LastEnd => _taken.Count > 0 ? _taken[^1].To : -1;

    // "between 8 and 17", "from 9am to 5pm"
    private int Hours(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Between))
            return 0;
        _cursor.Take(ref at, TimeKind.At);
        if (_clocks.Read(at, true) is not { } from)
            return 0;
        at = from.End;
        if (!_cursor.Take(ref at, TimeKind.To))
            return 0;
        _cursor.Take(ref at, TimeKind.At);
        if (_clocks.Read(at, true) is not { } to)
            return 0;
        var end = to.Minutes <= from.Minutes && to.IsPlain ? to.Minutes + (12 * 60) : to.Minutes == 0 ? 24 * 60 : to.Minutes;
        Draft.Hours = (from.Minutes, end);
        return to.End;
    }

    // "except on Fridays", "but not at weekends"
    private int Excepted(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Except))
            return 0;
        Lead(ref at);
        var days = new SortedSet<int>();
        at = DayList(at, days, out _);
        if (days.Count == 0)
            return 0;
        Draft.Except.UnionWith(days);
        return at;
    }

    // "every first Monday of the month", "letzten Freitag des Monats"
    private int Nth(int at)
    {
        Lead(ref at);
        var isEvery = _cursor.Take(ref at, TimeKind.Every, out var every);
        Lead(ref at);
        if (!_cursor.Take(ref at, TimeKind.Ordinal, out var nth))
        {
            if (!isEvery || every != 2)
                return 0;
            nth = 2; // "jeden zweiten Dienstag im Monat"
        }

        var isGroup = false;
        if (!_cursor.Take(ref at, TimeKind.Weekday, out var weekday) && !(isGroup = _cursor.Take(ref at, TimeKind.DayGroup)))
            return 0;
        if (!OfMonth(ref at) && !IsMonthly())
            return 0;
        if (isGroup)
            Draft.MonthDays.Add(-1);
        else
            Draft.NthWeekday = (nth, weekday);
        return at;
    }

    // "on the 1st and 15th of every month", "el último día del mes", "am Monatsende"
    private int MonthDay(int at)
    {
        Lead(ref at);
        _cursor.Take(ref at, TimeKind.Every);
        Lead(ref at);
        var days = new List<int>();
        if (_cursor.Find(at, TimeKind.EndOf) is { Value: Month } end && IsMonthly())
        {
            Draft.MonthDays.Add(-1);
            return end.End;
        }

        while (MonthDayNumber(ref at) is { } day)
        {
            days.Add(day);
            var next = at;
            if (!_cursor.Take(ref next, TimeKind.And) && !_cursor.IsMark(next, ','))
                break;
            if (_cursor.IsMark(next, ','))
                next++;
            Lead(ref next);
            if (MonthDayNumber(ref next) is null)
                break;
            next = at;
            if (!_cursor.Take(ref next, TimeKind.And))
                next++;
            Lead(ref next);
            at = next;
        }

        if (days.Count == 0 || !(OfMonth(ref at) || IsMonthly()))
            return 0;
        Draft.MonthDays.UnionWith(days);
        return at;
    }

    private int? MonthDayNumber(ref int at)
    {
        var next = at;
        if (_cursor.Take(ref next, TimeKind.Ordinal, out var ordinal))
        {
            if (_cursor.Find(next, TimeKind.Unit) is { Value: Day } day)
                next = day.End;
            else if (!_cursor.Is(next, TimeKind.Of))
                return null;
            at = next;
            return ordinal;
        }

        var isDay = _cursor.Find(next, TimeKind.Unit) is { Value: Day } unit && (next = unit.End) > 0;
        if (_dates.DayNumber(next) is not { } number || (!isDay && _clocks.Read(next, false) is not null))
            return null;
        at = next + (_cursor.IsMark(next + 1, '.') ? 2 : 1);
        if (_cursor.Find(at, TimeKind.Unit) is { Value: Day } behind)
            at = behind.End;
        return number;
    }

    private bool OfMonth(ref int at)
    {
        var next = at;
        if (!_cursor.Take(ref next, TimeKind.Of))
            return false;
        _cursor.Take(ref next, TimeKind.Every);
        Lead(ref next);
        if (_cursor.Find(next, TimeKind.Unit) is not { Value: Month } month)
            return false;
        at = month.End;
        return true;
    }

    private bool IsMonthly() => Draft.Interval is { Unit: >= Month };

    // "every 15 minutes", "jede halbe Stunde", "cada dos horas", "every night"
    private int Recurring(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Every, out var every))
            return 0;
        if (_cursor.Find(at, TimeKind.HalfHourUnit) is { } fraction)
            return Interval(fraction.Value, Minute, fraction.End);
        var halfAt = at;
        if (_cursor.Take(ref halfAt, TimeKind.Half, out var half) && _cursor.Find(halfAt, TimeKind.Unit) is { Value: Hour } hour)
            return Interval(half, Minute, hour.End);
        if (_cursor.Number(at) is { } count && _cursor.Find(count.End, TimeKind.Unit) is { } units)
            return Interval(count.Value, units.Value, units.End);
        if (_cursor.Find(at, TimeKind.Unit) is { } unit)
            return Interval(every, unit.Value, unit.End);
        if (_cursor.Find(at, TimeKind.Part) is { } part)
        {
            Draft.Part = part.Value;
            return Interval(every, Day, part.Value is 2 or 6 ? at : part.End);
        }

        var days = new SortedSet<int>();
        var end = DayList(at, days, out _);
        if (days.Count == 0)
            return 0;
        Draft.Weekdays.UnionWith(days);
        if (every == 2)
            Draft.Interval = (2, Week);
        return end;
    }

    private int Interval(int count, int unit, int end)
    {
        Draft.Interval = (count, unit);
        return end;
    }

    // "on Mondays and Thursdays", "Monday to Friday", "werktags"; one day without a plural is a date.
    private int Days(int at)
    {
        Lead(ref at);
        var days = new SortedSet<int>();
        var end = DayList(at, days, out var recurs);
        if (days.Count == 0 || !(recurs || days.Count > 1 || Draft.Interval is { Unit: Week }))
            return 0;
        Draft.Weekdays.UnionWith(days);
        return end;
    }

    private int DayList(int at, SortedSet<int> days, out bool recurs)
    {
        recurs = false;
        while (true)
        {
            var next = at;
            if (days.Count > 0)
            {
                if (_cursor.IsMark(next, ','))
                    next++;
                _cursor.Take(ref next, TimeKind.And);
            }

            Lead(ref next);
            _cursor.Take(ref next, TimeKind.Between);
            if (_cursor.Find(next, TimeKind.DayGroup) is { } group)
            {
                days.UnionWith(group.Value == 1 ? [1, 2, 3, 4, 5] : [6, 7]);
                (recurs, at) = (true, group.End);
            }
            else if ((_cursor.Find(next, TimeKind.Weekdays) ?? _cursor.Find(next, TimeKind.Weekday)) is { } day)
            {
                recurs |= _cursor.Is(next, TimeKind.Weekdays);
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
        if (!(_cursor.Gap(end - 1).Trim() is "-" or "–" or "—") && (_cursor.Is(next, TimeKind.And) || !_cursor.Take(ref next, TimeKind.To)))
            return end;
        Lead(ref next);
        if ((_cursor.Find(next, TimeKind.Weekdays) ?? _cursor.Find(next, TimeKind.Weekday)) is not { } last)
            return end;
        for (var day = first; day != last.Value; day = (day % 7) + 1)
            days.Add(day);
        days.Add(last.Value);
        return last.End;
    }

    private int Past(int at)
    {
        if (_past.Read(at) is not { } past)
            return 0;
        Draft.Past ??= past.Span;
        return past.End;
    }

    private int Adverb(int at)
    {
        if (_cursor.Find(at, TimeKind.Adverb) is not { } adverb)
            return 0;
        if (adverb.Value == 8)
            Draft.Part = 5;
        Draft.Interval = (1, adverb.Value == 8 ? Day : adverb.Value);
        return adverb.End;
    }

    private int Until(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Until) || _dates.Read(at) is not { } day)
            return 0;
        Draft.Until = day.Weekday is { } weekday ? _dates.Coming(weekday, false) : day.Date;
        var end = day.End;
        _cursor.Take(ref end, TimeKind.Part);
        var clock = end;
        _cursor.Take(ref clock, TimeKind.At);
        return _clocks.Read(clock, clock > end)?.End ?? end;
    }

    // "for a week"
    private int Lasting(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.For) || Span(at) is not { } span)
            return 0;
        Draft.Until = DateOnly.FromDateTime(span.From);
        return span.End;
    }

    // "in two hours", "in half an hour", "en dos horas"; in days it is a date.
    private int Delay(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.After) || Span(at) is not { } span)
            return 0;
        if (span.Unit <= Hour)
            Draft.Delay = span.From - _now;
        else
            Draft.Date = DateOnly.FromDateTime(span.From);
        return span.End;
    }

    private (DateTime From, int Unit, int End)? Span(int at)
    {
        var halfAt = at;
        if (_cursor.Take(ref halfAt, TimeKind.Half, out var half) && _cursor.Find(halfAt, TimeKind.Unit) is { Value: Hour } hour)
            return (_now.AddMinutes(half), Minute, hour.End);
        if (_cursor.Number(at) is not { } count || _cursor.Find(count.End, TimeKind.Unit) is not { } unit)
            return null;
        return (PastReader.Moved(_now, count.Value, unit.Value), unit.Value, unit.End);
    }

    // "tomorrow morning at 8", "tonight", "on Friday", "am 5. April"
    private int Date(int at)
    {
        if (_cursor.Find(at, TimeKind.TodayPart) is { } part)
        {
            (Draft.Date, Draft.Part) = (DateOnly.FromDateTime(_now), part.Value);
            return part.End;
        }

        var start = at;
        _cursor.Take(ref start, TimeKind.Since);
        if (_dates.Read(at) is not { } day)
            return 0;
        (Draft.Date, Draft.DateWeekday) = (day.Date, day.Weekday);
        var end = day.End;
        if (_cursor.Find(end, TimeKind.Part) is { } of && of.Value is not (2 or 6))
            (Draft.Part, end) = (of.Value, of.End);
        return end;
    }

    private int Clock(int at)
    {
        var start = at;
        var isLed = _cursor.Take(ref at, TimeKind.At) || (LastEnd == at && Draft.Date is not null && !_cursor.Is(at, TimeKind.And));
        if (!isLed && _clocksRead.Count > 0 && LastEnd >= start - 1)
        {
            // "at 8, 12 and 18"
            isLed = _cursor.Take(ref at, TimeKind.And) || _cursor.IsMark(at - 1, ',');
            _cursor.Take(ref at, TimeKind.At);
        }

        if (!isLed && LastEnd == start)
            _cursor.Take(ref at, TimeKind.And);
        var clock = _clocks.Read(at, isLed);
        // "top 5 hours" is none; in "a las 9 hora de Madrid" a zone follows.
        if (clock is null || (_cursor.Is(clock.End, TimeKind.Unit) && !_cursor.Is(clock.End, TimeKind.ZoneLead)))
            return 0;
        _clocksRead.Add(clock);
        return clock.End;
    }

    // "tonight at 8" is in the evening.
    private int Placed(ClockReader.Clock clock) =>
        clock.IsPlain && clock.Minutes < 12 * 60 && Draft.Part is 3 or 4 or 5 && (Draft.Part != 5 || clock.Minutes >= 6 * 60) ? clock.Minutes + (12 * 60) : clock.Minutes;

    private int Zone(int at)
    {
        var start = at;
        var isLed = _cursor.Take(ref at, TimeKind.ZoneLead) && LastEnd >= 0;
        if (_cursor.Zone(at) is not { } zone)
            return 0;
        var end = zone.End;
        if (end < _cursor.Count && _cursor[end].Kind == Language.TokenKind.Clitic)
            end++;
        var isSaid = _cursor.Take(ref end, TimeKind.ZoneWord);
        var written = _cursor.Text[_cursor[at].Start.._cursor[zone.End - 1].End];
        var isNear = LastEnd == start || isLed || written.Contains('/') || IsBracketed(at, zone.End);
        if (!isSaid && !(isNear && IsZoneByItself(written)))
            return 0;
        Draft.Zone = zone.Id;
        return isSaid ? end : zone.End;
    }

    // "every day at 9 (London)"
    private bool IsBracketed(int at, int end) =>
        _cursor[at].Start > 0 && _cursor.Text[_cursor[at].Start - 1] == '(' && _cursor[end - 1].End < _cursor.Text.Length && _cursor.Text[_cursor[end - 1].End] == ')';

    // "ET" is a zone, "et" is a word.
    private static bool IsZoneByItself(string written) => written.Length > 4 || written.All(char.IsUpper) || written.Equals("utc", StringComparison.OrdinalIgnoreCase) || written.Equals("gmt", StringComparison.OrdinalIgnoreCase) || (char.IsUpper(written[0]) && written.Length == 4);

    private void Lead(ref int at)
    {
        while (_cursor.Take(ref at, TimeKind.On) || _cursor.Take(ref at, TimeKind.Article))
        {
            // They say nothing by themselves.
        }
    }
}
