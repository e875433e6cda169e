namespace ChatOps.Database.Anomalies.Trends;

/// <summary>One figure of one table or column over the runs that measured it.</summary>
/// <param name="Column">Null for a figure of the whole table.</param>
/// <param name="Points">Oldest first; the last one is the one that is tested, and is never part of its own measure.</param>
public sealed record TrendSeries(string Table, string? Column, TrendMetric Metric, IReadOnlyList<TrendPoint> Points);

/// <summary>One measurement. A run that could not measure the figure has no point.</summary>
/// <param name="Value">In the metric's unit; finite.</param>
public sealed record TrendPoint(DateTimeOffset At, double Value);

/// <summary>What is followed over the runs.</summary>
public enum TrendMetric
{
    /// <summary>Rows of a table.</summary>
    Volume,

    /// <summary>Share of NULLs in a column, 0 to 1.</summary>
    NullRate,

    /// <summary>Days from the newest date in a column to the run; only more than expected is unusual.</summary>
    Freshness,

    /// <summary>Mean of a column's numbers.</summary>
    Level,
}
