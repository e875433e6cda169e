namespace ChatOps.Database.Profiling;

/// <summary>Quantiles by nearest rank: the smallest value that at least the share of all values does not exceed (definition 1 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996; SQL's PERCENTILE_DISC).</summary>
internal static class Quantiles
{
    /// <param name="values">In rising order, with how often each occurs.</param>
    /// <param name="total">The sum of the counts.</param>
    /// <param name="shares">Rising, each in 0..1.</param>
    internal static IReadOnlyList<T> Of<T>(IEnumerable<(T Value, long Count)> values, long total, IReadOnlyList<double> shares)
    {
        var found = new List<T>(shares.Count);
        var seen = 0L;
        foreach (var (value, count) in values)
        {
            seen += count;
            while (found.Count < shares.Count && count > 0 && seen >= Rank(shares[found.Count], total))
            {
                found.Add(value);
            }
        }

        return found;
    }

    private static long Rank(double share, long total) => Math.Max(1, (long)Math.Ceiling((decimal)share * total));
}
