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
    private readonly WeekdayReader _weekdays;
    private readonly MonthReader _months;
    private readonly List<(int From, int To)> _taken = [];
    private readonly List<ClockReader.Clock> _clocksRead = [];
    private readonly Func<int, int>[] _rules;

    /// <param name="now">In the zone that counts.</param>
    public TimeReader(TimeCursor cursor, DateTime now)
    {
        (_cursor, _now) = (cursor, now);
        _clocks = new ClockReader(cursor);
        _dates = new DateReader(cursor, DateOnly.FromDateTime(now));
        _weekdays = new WeekdayReader(cursor);
        _months = new MonthReader(cursor, _weekdays, _dates, _clocks, Draft);
        _past = new PastReader(cursor, _dates, _clocks, now);
        _rules = [Hours, Excepted, _months.Nth, _months.Day, Recurring, Days, Past, Adverb, Until, Lasting, Delay, Date, Clock, Zone];
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
        Draft.IsTwofold &= Draft.Clocks.Count > 1;
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
        // "from 9 to 5" ends in the afternoon, "from 22 to 4" in the night.
        var end = to.Minutes <= from.Minutes && to.IsPlain && from.Minutes <= 12 * 60 ? to.Minutes + (12 * 60) : to.Minutes == 0 ? 24 * 60 : to.Minutes;
        Draft.Hours = (from.Minutes, end);
        return to.End;
    }

    // "except on Fridays", "but not at weekends"
    private int Excepted(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Except))
            return 0;
        _weekdays.Lead(ref at);
        var days = new SortedSet<int>();
        at = _weekdays.Read(at, days, out _);
        if (days.Count == 0)
            return 0;
        Draft.Except.UnionWith(days);
        return at;
    }

    // "every 15 minutes", "jede halbe Stunde", "cada dos horas", "every night"
    private int Recurring(int at)
    {
        if (!_cursor.Take(ref at, TimeKind.Every, out var every))
            return 0;
        Draft.IsTwofold = Draft.Recurs && _clocksRead.Count > 0;
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
        var end = _weekdays.Read(at, days, out _);
        if (days.Count == 0)
            return 0;
        Draft.Weekdays.UnionWith(days);
        if (every == 2)
            Draft.Interval = (2, Week);
        return PartOf(end);
    }

    private int Interval(int count, int unit, int end)
    {
        Draft.Interval = (count, unit);
        return end;
    }

    // "on Mondays and Thursdays", "Monday to Friday", "werktags"; one day without a plural is a date.
    private int Days(int at)
    {
        _weekdays.Lead(ref at);
        var days = new SortedSet<int>();
        var end = _weekdays.Read(at, days, out var recurs);
        if (days.Count == 0 || !(recurs || days.Count > 1 || Draft.Interval is { Unit: Week }))
            return 0;
        Draft.Weekdays.UnionWith(days);
        return PartOf(end);
    }

    // "every Friday afternoon"
    private int PartOf(int end)
    {
        if (_cursor.Find(end, TimeKind.Part) is not { } part || part.Value is 2 or 6)
            return end;
        Draft.Part = part.Value;
        return part.End;
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
}
