namespace ChatOps.Database.Anomalies.Trends;

/// <summary>What was found out about the last point of a series.</summary>
public sealed record TrendVerdict
{
    public required string Table { get; init; }

    public string? Column { get; init; }

    public required TrendMetric Metric { get; init; }

    public required TrendOutcome Outcome { get; init; }

    /// <summary>The tested value, in the metric's unit.</summary>
    public required double Value { get; init; }

    /// <summary>The lowest and the highest value that would be usual; null with too little history, the lowest also where nothing is too low.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Former runs that were compared with; the tested one is not among them.</summary>
    public required int Runs { get; init; }

    /// <summary>The weekday (UTC) where the expectation is one of that weekday.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>The steady change per day that the expectation includes, in the metric's unit; 0 for none.</summary>
    public double PerDay { get; init; }

    /// <summary>One sentence with the value, what was expected and from how many runs.</summary>
    public required string Message { get; init; }
}

/// <summary>How the last point relates to what went before.</summary>
public enum TrendOutcome
{
    /// <summary>Within what was to be expected.</summary>
    Usual,

    /// <summary>Expected by itself, at the end of a steady change that somebody should know of.</summary>
    Drifting,

    /// <summary>Outside what was to be expected.</summary>
    Unusual,

    /// <summary>There are not enough former runs to say anything.</summary>
    TooLittleHistory,
}
