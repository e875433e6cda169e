namespace ChatOps.Database.Anomalies;

/// <summary>
/// c(n), the mean path length of an unsuccessful search in a binary search tree of n rows, by which path lengths are normalised:
/// 2 H(n-1) - 2 (n-1) / n (Liu, Ting, Zhou: Isolation Forest, ICDM 2008, equation 1), with exact harmonic numbers instead of
/// the paper's logarithm, which is off by a third at n = 2.
/// </summary>
internal static class PathLength
{
    /// <summary>c(0) to c(<paramref name="largest"/>), by index.</summary>
    public static double[] Table(int largest)
    {
        var table = new double[largest + 1];
        var harmonic = 0.0;
        for (var n = 2; n <= largest; n++)
        {
            harmonic += 1.0 / (n - 1);
            table[n] = (2 * harmonic) - (2.0 * (n - 1) / n);
        }

        return table;
    }
}
