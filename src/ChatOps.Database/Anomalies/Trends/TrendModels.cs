namespace ChatOps.Database.Anomalies.Trends;

/// <summary>A way to expect the next value from former ones.</summary>
internal abstract class TrendModel
{
    /// <summary>Fewest former runs on a weekday that say something about it.</summary>
    private const int RunsPerWeekday = 2;

    /// <summary>From the simplest to the one that needs most; a simpler one is preferred.</summary>
    internal static IReadOnlyList<TrendModel> All { get; } =
        [new LevelModel(false), new LineModel(false), new GrowthModel(false), new LevelModel(true), new LineModel(true), new GrowthModel(true)];

    protected TrendModel(bool byWeekday) => ByWeekday = byWeekday;

    /// <summary>Expects of each weekday what former runs on that weekday had.</summary>
    internal bool ByWeekday { get; }

    /// <summary>The change per day that is part of the expectation from the first <paramref name="count"/> runs.</summary>
    internal abstract double PerDay(History history, int count);

    /// <summary>The value expected on a day from the first <paramref name="count"/> runs; null where they are too few for this model.</summary>
    internal abstract double? Predict(History history, int count, double day, DayOfWeek weekday);

    /// <summary>The median of what the samples are above a line, over the weekday's own where the model goes by weekday.</summary>
    protected double? Middle(ReadOnlySpan<Sample> samples, DayOfWeek weekday, double slope = 0)
    {
        Span<double> values = stackalloc double[samples.Length];
        var count = 0;
        foreach (var sample in samples)
        {
            if (!ByWeekday || sample.Weekday == weekday)
            {
                values[count++] = sample.Value - slope * sample.Day;
            }
        }

        return count < (ByWeekday ? RunsPerWeekday : 1) ? null : RobustStatistics.Median(values[..count]);
    }
}

/// <summary>Expects what was usual: values around a level.</summary>
internal sealed class LevelModel(bool byWeekday) : TrendModel(byWeekday)
{
    internal override double PerDay(History history, int count) => 0;

    internal override double? Predict(History history, int count, double day, DayOfWeek weekday) => Middle(history.Recent(count), weekday);
}

/// <summary>Expects that a steady change goes on: values around a line.</summary>
internal sealed class LineModel(bool byWeekday) : TrendModel(byWeekday)
{
    internal override double PerDay(History history, int count) => history.Slope(count);

    internal override double? Predict(History history, int count, double day, DayOfWeek weekday) =>
        Middle(history.Recent(count), weekday, history.Slope(count)) + history.Slope(count) * day;
}

/// <summary>Expects the last value and the usual growth since: what collects rows day by day never comes back to a line.</summary>
internal sealed class GrowthModel(bool byWeekday) : TrendModel(byWeekday)
{
    internal override double PerDay(History history, int count) => history.Slope(count);

    internal override double? Predict(History history, int count, double day, DayOfWeek weekday) =>
        history[count - 1].Value + Middle(history.Rates(count), weekday) * (day - history[count - 1].Day);
}
