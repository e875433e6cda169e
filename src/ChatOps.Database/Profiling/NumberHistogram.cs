namespace ChatOps.Database.Profiling;

/// <summary>Counts of finite numbers in bins of at most 0.4 % relative width; unlike a sample, no value is left out.</summary>
internal sealed class NumberHistogram
{
    /// <summary>The most by which a bin's middle differs from a number in it, relative to the number.</summary>
    internal const double RelativeError = 0.004;

    private readonly HistogramSide _positive = new();
    private readonly HistogramSide _negative = new();
    private long _zeros;

    /// <summary>Positive numbers.</summary>
    internal long Count => _positive.Count;

    /// <summary>The positive numbers, smallest first.</summary>
    internal IReadOnlyList<Bin> Bins => [.. _positive.Bins];

    internal void Add(double number, long count)
    {
        if (number > 0)
        {
            _positive.Add(number, count);
        }
        else if (number < 0)
        {
            _negative.Add(-number, count);
        }
        else
        {
            _zeros += count;
        }
    }

    /// <summary>A number within <see cref="RelativeError"/> of the smallest one that at least this share of all numbers does not exceed.</summary>
    /// <param name="shares">Rising, each in 0..1.</param>
    internal IReadOnlyList<double> Quantiles(IReadOnlyList<double> shares)
    {
        var bins = _negative.Bins.Reverse().Select(bin => (Value: -Middle(bin), bin.Count)).Append((0, _zeros)).Concat(_positive.Bins.Select(bin => (Middle(bin), bin.Count)));
        return Profiling.Quantiles.Of(bins, _positive.Count + _negative.Count + _zeros, shares);
    }

    private static double Middle(Bin bin) => double.IsFinite(bin.High) ? bin.Low + ((bin.High - bin.Low) / 2) : bin.Low;
}

/// <summary>How many numbers lie in [Low, High).</summary>
internal sealed record Bin(double Low, double High, long Count);
