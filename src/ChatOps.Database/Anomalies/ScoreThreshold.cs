namespace ChatOps.Database.Anomalies;

/// <summary>From which score on a row counts as an anomaly.</summary>
internal static class ScoreThreshold
{
    /// <summary>No row below this is an anomaly unless somebody says so: scores near 0.5 are average (ICDM 2008, section 3).</summary>
    public const double Floor = 0.6;

    /// <summary>At most this share of the rows, so that a clean table with a long tail is not flagged by the hundred.</summary>
    public const double MostRows = 0.01;

    /// <summary>The share of the rows that would be flagged if the odds of the scores fell off exponentially from their middle.</summary>
    public const double TailRows = 0.003;

    /// <summary>
    /// The caller's threshold, or the quantile of the caller's contamination, or the highest of floor, share and tail. The tail is drawn
    /// from the median of the odds s / (1 - s) through their upper quartile or their upper tenth, whichever falls off faster: anomalies
    /// may be a tenth of the rows, and a yes-or-no column may part the rows in two. Measured on 5,000 and 50,000 clean rows, the
    /// ensemble then flags 0 to 0.1 % of independent uniform, normal, log-normal, clustered and mixed columns, 0.2 % where columns depend
    /// on each other, and 0.3 to 1 % where a single column or a rare yes is all there is. Who knows that more rows are odd says so with a
    /// contamination.
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

        var few = sorted[(int)((sorted.Length - 1) * (1 - MostRows))];
        var median = Odds(sorted[sorted.Length / 2]);
        var tail = Math.Min(Tail(median, Odds(sorted[sorted.Length * 3 / 4]), 0.25), Tail(median, Odds(sorted[sorted.Length * 9 / 10]), 0.1));
        return Math.Max(Math.Max(Floor, few), tail / (1 + tail));
    }

    /// <summary>The odds that <see cref="TailRows"/> exceed when they fall off exponentially from the median through the odds that <paramref name="share"/> exceed.</summary>
    private static double Tail(double median, double odds, double share) =>
        median + ((odds - median) * Math.Log(0.5 / TailRows) / Math.Log(0.5 / share));

    private static double Odds(double score) => score / Math.Max(1 - score, 1e-9);
}
