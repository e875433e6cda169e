namespace ChatOps.Agents.Planner.Times;

/// <summary>What a word or phrase can be in an expression of time. The numbers it carries are those of <c>Words/en.yaml</c>.</summary>
internal enum TimeKind
{
    /// <summary>"every": 1; "every other": 2.</summary>
    Every,

    /// <summary>One day of the week, Monday 1 to Sunday 7.</summary>
    Weekday,

    /// <summary>A day of the week that comes again: "Mondays".</summary>
    Weekdays,

    /// <summary>Monday to Friday: 1; the weekend: 2.</summary>
    DayGroup,

    Month,

    /// <summary>Minute 1, hour 2, day 3, week 4, month 5, year 6, quarter 7.</summary>
    Unit,

    /// <summary>"daily" and its like, numbered as the units; 8 is "nightly", which names no time.</summary>
    Adverb,

    Number,

    /// <summary>"half an" before "hour": its minutes.</summary>
    Half,

    /// <summary>A fraction and its hour in one word: its minutes.</summary>
    HalfHourUnit,

    /// <summary>First 1 to fifth 5; last -1.</summary>
    Ordinal,

    At,

    On,

    Between,

    To,

    And,

    Until,

    Since,

    Except,

    /// <summary>Days from today.</summary>
    Date,

    /// <summary>Morning 1, noon 2, afternoon 3, evening 4, night 5, midnight 6.</summary>
    Part,

    /// <summary>A part of today, numbered as <see cref="Part"/>.</summary>
    TodayPart,

    LastNight,

    /// <summary>"in" two hours.</summary>
    After,

    Next,

    This,

    /// <summary>"the last", before a span or a day that is over.</summary>
    Past,

    /// <summary>The same behind its noun: "la semana pasada".</summary>
    PastAfter,

    /// <summary>Beside a span: "3 days ago".</summary>
    Ago,

    /// <summary>"for" a week.</summary>
    For,

    Am,

    Pm,

    OClock,

    ZoneWord,

    ZoneLead,

    Of,

    Article,

    /// <summary>Minutes to add to the hour that follows.</summary>
    PastHalf,

    /// <summary>Minutes to add to the hour before.</summary>
    AndHalf,

    /// <summary>The last day of this unit.</summary>
    EndOf,

    /// <summary>The first day of the unit to come.</summary>
    NextUnit,
}
