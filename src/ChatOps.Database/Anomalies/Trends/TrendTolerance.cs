namespace ChatOps.Database.Anomalies.Trends;

/// <summary>How far from the expectation a value may be.</summary>
internal static class TrendTolerance
{
    /// <summary>Standard deviations that a value of a quiet series stays within, with a great many former errors.</summary>
    private const double Deviations = 3.2;

    /// <summary>How much wider few errors make it: a scale from few errors is often too small. Found by simulation; the tests hold the rate of false alarms.</summary>
    private const double FewErrors = 4;

    /// <summary>The half width of what is usual, in the metric's unit.</summary>
    /// <param name="runs">Usual steps between runs that lie between the last run and the tested one, at least 1; what is expected of a change gets less sure with their root.</param>
    internal static double HalfWidth(TrendMetric metric, Backtest test, double expected, double runs)
    {
        var gap = test.Model is not LevelModel ? Math.Sqrt(Math.Max(1, runs)) : 1;
        return Math.Max(Deviations * (1 + FewErrors / test.Errors.Count) * test.Scale * gap, Least(metric, expected));
    }

    /// <summary>A smaller difference does not matter to anybody, however quiet the series was.</summary>
    internal static double Least(TrendMetric metric, double expected) => metric switch
    {
        TrendMetric.Volume => Math.Max(3, 0.01 * Math.Abs(expected)),
        TrendMetric.NullRate => 0.01,
        TrendMetric.Freshness => 1,
        _ => 0.01 * Math.Abs(expected),
    };
}
