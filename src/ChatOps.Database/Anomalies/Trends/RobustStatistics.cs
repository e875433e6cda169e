namespace ChatOps.Database.Anomalies.Trends;

/// <summary>Estimators that a few wild values do not move.</summary>
internal static class RobustStatistics
{
    /// <summary>Makes Qn the standard deviation of normally distributed values.</summary>
    private const double QnConsistency = 2.2219;

    /// <summary>Corrections for 2 to 9 values, from Croux and Rousseeuw, "Time-efficient algorithms for two highly robust estimators of scale", 1992.</summary>
    private static readonly double[] QnCorrections = [0.399, 0.994, 0.512, 0.844, 0.611, 0.857, 0.669, 0.872];

    /// <summary>The middle value, or the mean of the two in the middle. Orders the values in place.</summary>
    internal static double Median(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>
    /// Qn, a standard deviation that holds while fewer than half of the values are wild, with twice the efficiency of the
    /// median absolute deviation (Rousseeuw and Croux, "Alternatives to the median absolute deviation", 1993). 0 where half
    /// of the values are the same.
    /// </summary>
    internal static double Qn(ReadOnlySpan<double> values)
    {
        var count = values.Length;
        if (count < 2)
        {
            return 0;
        }

        var distances = new double[count * (count - 1) / 2];
        var next = 0;
        for (var i = 1; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                distances[next++] = Math.Abs(values[i] - values[j]);
            }
        }

        Array.Sort(distances);
        var half = count / 2 + 1;
        return QnConsistency * Correction(count) * distances[half * (half - 1) / 2 - 1];
    }

    private static double Correction(int count) =>
        count <= 9 ? QnCorrections[count - 2] : count % 2 == 1 ? count / (count + 1.4) : count / (count + 3.8);

    /// <summary>The median of the slopes between all pairs (Theil 1950; Sen 1968); 0 where all points are of one moment.</summary>
    internal static double TheilSenSlope(ReadOnlySpan<Sample> samples)
    {
        var slopes = new double[samples.Length * (samples.Length - 1) / 2];
        var count = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var days = samples[i].Day - samples[j].Day;
                if (days > 0)
                {
                    slopes[count++] = (samples[i].Value - samples[j].Value) / days;
                }
            }
        }

        return count == 0 ? 0 : Median(slopes.AsSpan(0, count));
    }

    /// <summary>How sure the values rise (positive) or fall, in standard deviations under no trend, without ties (Mann 1945; Kendall 1975).</summary>
    internal static double MannKendall(ReadOnlySpan<Sample> samples)
    {
        var sum = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += Math.Sign(samples[i].Value - samples[j].Value);
            }
        }

        double n = samples.Length;
        return sum == 0 ? 0 : (sum - Math.Sign(sum)) / Math.Sqrt(n * (n - 1) * (2 * n + 5) / 18);
    }
}
