namespace ChatOps.Database.Anomalies.Trends;

/// <summary>
/// Tells whether the last of a series of measurements fits those before it. Six models (level, line and growth, each also
/// by weekday) predict every known run from the runs before it; the one that did best predicts the tested run, and its own
/// former errors say how far off is still usual. Nothing is stored and nothing is random.
/// </summary>
public static class TrendDetector
{
    /// <summary>Former runs below which nothing is said: the models need four to begin and six to be measured by.</summary>
    public const int FewestRuns = 10;

    /// <summary>Three weeks: what is left at least where only one run of each day is looked at.</summary>
    private const int FewestDays = 21;

    /// <summary>What this share of the former runs did too is not unusual, however quiet the others were.</summary>
    private const double SeenBefore = 0.05;

    /// <summary>The verdict on the last point.</summary>
    /// <exception cref="ArgumentException">The series has no point, is not in order of time with one point a moment, or holds a value that is not finite.</exception>
    public static TrendVerdict Test(TrendSeries series)
    {
        Check(series);
        var points = OneADay(series.Points);
        var tested = points[^1];
        var history = new History(Samples(points));
        var target = new Sample((tested.At - points[0].At).TotalDays, tested.Value, tested.At.UtcDateTime.DayOfWeek);
        if (history.Count < FewestRuns || Backtest.Best(history, target) is not { } test)
        {
            return TrendWording.TooLittle(series, history.Count);
        }

        var expected = test.Model.Predict(history, history.Count, target.Day, target.Weekday)!.Value;
        var half = TrendTolerance.HalfWidth(series.Metric, test, expected, (target.Day - history[history.Count - 1].Day) / UsualStep(history));
        var error = tested.Value - expected;
        var isUnusual = IsOutside(series.Metric, error, half) && !IsSeenBefore(test.Errors, error);
        var verdict = new TrendVerdict
        {
            Table = series.Table,
            Column = series.Column,
            Metric = series.Metric,
            Outcome = isUnusual ? TrendOutcome.Unusual : TrendDrift.IsDrifting(series.Metric, test, history, target) ? TrendOutcome.Drifting : TrendOutcome.Usual,
            Value = tested.Value,
            Low = series.Metric switch
            {
                TrendMetric.Volume or TrendMetric.NullRate => Math.Max(0, expected - half),
                TrendMetric.Freshness => null,
                _ => expected - half,
            },
            High = series.Metric == TrendMetric.NullRate ? Math.Min(1, expected + half) : expected + half,
            Runs = history.Count,
            Weekday = test.Model.ByWeekday ? target.Weekday : null,
            PerDay = test.Model.PerDay(history, history.Count),
            Message = "",
        };
        return verdict with { Message = TrendWording.Say(verdict, points) };
    }

    private static void Check(TrendSeries series)
    {
        var points = series.Points;
        if (points.Count == 0 || points.Any(point => !double.IsFinite(point.Value)) || points.Zip(points.Skip(1)).Any(pair => pair.First.At >= pair.Second.At))
        {
            throw new ArgumentException("A series needs points in order of time with finite values.", nameof(series));
        }
    }

    /// <summary>
    /// Where there are several runs a day, of each day the one nearest to the tested one's time of day, so that like is
    /// compared with like; all of them while that leaves less than three weeks.
    /// </summary>
    private static IReadOnlyList<TrendPoint> OneADay(IReadOnlyList<TrendPoint> points)
    {
        var tested = points[^1];
        double Distance(TrendPoint point) => Math.Abs((tested.At - point.At).TotalDays - Math.Round((tested.At - point.At).TotalDays));
        var days = points.Take(points.Count - 1)
            .GroupBy(point => Math.Round((tested.At - point.At).TotalDays))
            .Where(day => day.Key > 0)
            .Select(day => day.MinBy(Distance)!)
            .ToList();
        return days.Count >= FewestDays && days.Count < points.Count - 1 ? [.. days, tested] : points;
    }

    /// <summary>The former runs, without the tested one.</summary>
    private static Sample[] Samples(IReadOnlyList<TrendPoint> points)
    {
        var start = points[0].At;
        return [.. points.Take(points.Count - 1).Select(point => new Sample((point.At - start).TotalDays, point.Value, point.At.UtcDateTime.DayOfWeek))];
    }

    private static double UsualStep(History history)
    {
        var steps = new double[history.Count - 1];
        for (var i = 1; i < history.Count; i++)
        {
            steps[i - 1] = history[i].Day - history[i - 1].Day;
        }

        return RobustStatistics.Median(steps);
    }

    private static bool IsOutside(TrendMetric metric, double error, double half) =>
        metric == TrendMetric.Freshness ? error > half : Math.Abs(error) > half;

    private static bool IsSeenBefore(IReadOnlyList<double> errors, double error) =>
        errors.Count(former => Math.Sign(former) == Math.Sign(error) && Math.Abs(former) >= Math.Abs(error)) >= Math.Max(2, Math.Ceiling(SeenBefore * errors.Count));
}
