namespace ChatOps.Database.Anomalies;

/// <summary>From which score on a row counts as an anomaly.</summary>
internal static class ScoreThreshold
{
    /// <summary>No row below this is an anomaly unless somebody says so: scores near 0.5 are average (ICDM 2008, section 3).</summary>
    public const double Floor = 0.6;

    /// <summary>How many interquartile ranges above the upper quartile a score must be: outliers among the scores themselves.</summary>
    public const double Fence = 2;

    /// <summary>At most this share of the rows, so that a clean table with a long tail is not flagged by the hundred.</summary>
    public const double MostRows = 0.01;

    /// <summary>
    /// The caller's threshold, or the quantile of the caller's contamination, or the highest of floor, fence and share. Measured on 10,000
    /// clean rows, that flags 0 to 0.4 % of uniform columns and mixed ones, and the full 1 % of normal and log-normal ones; a fixed 0.6
    /// flags up to 5.5 %. Who knows that more rows are odd says so with a contamination.
    /// </summary>
    /// <param name="scores">Of a uniform sample of the rows.</param>
    public static double Of(double[] scores, AnomalyOptions options)
    {
        if (options.Threshold is not null || scores.Length == 0)
        {
            return options.Threshold ?? Floor;
        }

        var sorted = (double[])scores.Clone();
        Array.Sort(sorted);
        if (options.Contamination is { } share)
        {
            return sorted[Math.Clamp((int)Math.Round(sorted.Length * (1 - share)), 0, sorted.Length - 1)];
        }

        var (lower, upper) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        var few = sorted[(int)((sorted.Length - 1) * (1 - MostRows))];
        return Math.Max(Math.Max(Floor, few), upper + (Fence * (upper - lower)));
    }
}
