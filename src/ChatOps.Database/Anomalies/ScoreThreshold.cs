namespace ChatOps.Database.Anomalies;

/// <summary>From which score on a row counts as an anomaly.</summary>
internal static class ScoreThreshold
{
    /// <summary>No row below this is an anomaly unless somebody says so: scores near 0.5 are average (ICDM 2008, section 3).</summary>
    public const double Floor = 0.6;

    /// <summary>How many interquartile ranges above the upper quartile.</summary>
    public const double Fence = 3;

    /// <summary>The caller's threshold, or the quantile of the caller's contamination, or the default.</summary>
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
        return Math.Max(Floor, upper + (Fence * (upper - lower)));
    }
}
