namespace ChatOps.Database.Anomalies.Trends;

/// <summary>Finds a steady change that no single run gives away.</summary>
internal static class TrendDrift
{
    /// <summary>One chance in a thousand that values without a trend look so steady, to either side.</summary>
    private const double Sure = 3.29;

    /// <summary>Growth of a table is what tables do; its shrinking, and any steady change of the other figures, is worth a word.</summary>
    internal static bool IsDrifting(TrendMetric metric, Backtest test, History history, Sample target)
    {
        ReadOnlySpan<Sample> samples = [.. history.Recent(history.Count), target];
        var slope = test.Model is LineModel ? RobustStatistics.TheilSenSlope(samples) : 0;
        var change = slope * (target.Day - samples[0].Day);
        var matters = Math.Abs(change) > Math.Max(2 * TrendTolerance.Least(metric, target.Value), 3 * test.Scale);
        var isOfInterest = metric switch
        {
            TrendMetric.Volume => slope < 0,
            TrendMetric.Freshness => slope > 0,
            _ => slope != 0,
        };
        return isOfInterest && matters && Math.Abs(RobustStatistics.MannKendall(samples)) > Sure;
    }
}
