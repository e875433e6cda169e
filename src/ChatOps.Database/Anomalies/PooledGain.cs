namespace ChatOps.Database.Anomalies;

/// <summary>Where numbers part best into two groups that are each close together.</summary>
internal static class PooledGain
{
    /// <summary>The cut with the highest gain, 0..1: by how much the halves' standard deviations, weighted by their rows, are smaller than that of all.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <returns>Negative infinity where all numbers are equal.</returns>
    public static (double Gain, float Threshold) BestCut(ReadOnlySpan<float> sorted)
    {
        var total = Moments(sorted, sorted[sorted.Length / 2]);
        var (left, best, at) = ((Sum: 0.0, Squares: 0.0), double.PositiveInfinity, -1);
        for (var i = 0; i + 1 < sorted.Length; i++)
        {
            double value = sorted[i] - (double)sorted[sorted.Length / 2];
            left = (left.Sum + value, left.Squares + (value * value));
            if (sorted[i + 1] > sorted[i])
            {
                var spread = Spread(left, i + 1) + Spread((total.Sum - left.Sum, total.Squares - left.Squares), sorted.Length - i - 1);
                (best, at) = spread < best ? (spread, i) : (best, at);
            }
        }

        return at < 0 ? (double.NegativeInfinity, 0) : (1 - (best / Spread(total, sorted.Length)), Between(sorted[at], sorted[at + 1]));
    }

    private static (double Sum, double Squares) Moments(ReadOnlySpan<float> values, double origin)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value - origin;
            squares += (value - origin) * (value - origin);
        }

        return (sum, squares);
    }

    /// <summary>The standard deviation times the count.</summary>
    private static double Spread((double Sum, double Squares) moments, int count) =>
        Math.Sqrt(Math.Max(0, (moments.Squares * count) - (moments.Sum * moments.Sum)));

    /// <summary>At or above the lower and below the upper, however the middle is rounded.</summary>
    private static float Between(float lower, float upper)
    {
        var middle = lower + ((upper - lower) / 2);
        return middle < upper ? middle : lower;
    }
}
