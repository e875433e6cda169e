using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>The empty stretch between the bulk of a column's positive numbers and a few huge ones.</summary>
/// <param name="Limit">A number inside the gap.</param>
/// <param name="Ratio">The smallest number above it divided by the largest below it.</param>
internal sealed record OutlierGap(double Limit, double Ratio)
{
    private const long MinimumValues = 20;
    private const double MinimumRatio = 2.5;

    /// <summary>How unlikely such a gap must be for numbers whose tail falls off like the rest of this column's.</summary>
    private const double Chance = 0.002;

    /// <summary>
    /// The lowest gap that isolates a few numbers, lies far beyond the quartiles, and is too wide for the column's own tail: with Hill's tail index a of the
    /// numbers below it (Hill, "A simple general approach to inference about the tail of a distribution", 1975), a gap of ratio r above the k largest
    /// has the chance r^(-a k). Long-tailed columns such as populations have wide gaps by nature and stay quiet.
    /// </summary>
    internal static OutlierGap? Find(ColumnStatistics column)
    {
        var bins = column.Histogram.Bins;
        var total = column.Histogram.Count;
        if (total < MinimumValues || total < column.Numbers / 2 || bins.Count < 2)
        {
            return null;
        }

        var (first, third) = (Quantile(bins, total, 0.25), Quantile(bins, total, 0.75));
        var fence = third + (10 * Math.Max(third - first, third * 0.25));
        var most = Math.Max(Math.Min(6, total * 0.06), total * 0.01);
        OutlierGap? found = null;
        var above = 0L;
        for (var index = bins.Count - 1; index > 0; index--)
        {
            above += bins[index].Count;
            if (above > most || bins[index].Low < fence)
            {
                break;
            }

            var ratio = bins[index].Low / bins[index - 1].High;
            if (ratio >= MinimumRatio && Math.Pow(ratio, -TailIndex(bins, index, total - above) * above) < Chance)
            {
                found = new OutlierGap(Rounded(bins[index - 1].High, bins[index].Low), ratio);
            }
        }

        return found;
    }

    /// <summary>Hill's estimate over the largest tenth of the numbers below the gap.</summary>
    private static double TailIndex(IReadOnlyList<Bin> bins, int end, long below)
    {
        var wanted = Math.Max(5, below / 10);
        var (taken, sum) = (0L, 0.0);
        var index = end - 1;
        for (; index > 0 && taken + bins[index].Count <= wanted; index--)
        {
            taken += bins[index].Count;
            sum += bins[index].Count * Math.Log(bins[index].Low);
        }

        var mean = taken == 0 ? 0 : (sum / taken) - Math.Log(bins[index].Low);
        return mean <= 0 ? 10 : Math.Min(10, 1 / mean);
    }

    private static double Quantile(IReadOnlyList<Bin> bins, long total, double share)
    {
        var seen = 0L;
        foreach (var bin in bins)
        {
            seen += bin.Count;
            if (seen >= total * share)
            {
                return bin.Low;
            }
        }

        return bins[^1].High;
    }

    /// <summary>The geometric middle with two digits, so that the statement reads well; the gap is wide enough for it.</summary>
    private static double Rounded(double low, double high)
    {
        var middle = Math.Sqrt(low) * Math.Sqrt(high);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(middle)) - 1);
        var rounded = Math.Round(middle / unit) * unit;
        return rounded > low && rounded < high ? rounded : middle;
    }
}
