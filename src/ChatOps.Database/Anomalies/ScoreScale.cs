namespace ChatOps.Database.Anomalies;

/// <summary>Mean and standard deviation of numbers, to compare what is measured in different units.</summary>
internal readonly record struct ScoreScale(double Mean, double Deviation)
{
    public static ScoreScale Of(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            // Welford's update, so that large equal numbers leave no rounding behind.
            var delta = values[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (values[i] - mean);
        }

        return new ScoreScale(mean, values.IsEmpty ? 0 : Math.Sqrt(Math.Max(0, squares) / values.Length));
    }

    /// <summary>How many standard deviations above the mean; 0 where nothing varies.</summary>
    public double Standardise(double value) => Deviation > 0 ? (value - Mean) / Deviation : 0;
}
