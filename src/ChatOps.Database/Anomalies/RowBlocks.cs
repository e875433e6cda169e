namespace ChatOps.Database.Anomalies;

/// <summary>Many rows in blocks that threads share out; which thread takes which block changes no result.</summary>
internal static class RowBlocks
{
    /// <summary>128 rows of ten columns and one tree's nodes fit the first-level cache together.</summary>
    public const int Rows = 128;

    /// <param name="work">Told the first row of a block and how many rows it has.</param>
    public static void ForEach(int rows, int threads, Action<int, int> work)
    {
        var blocks = (rows + Rows - 1) / Rows;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, b => work(b * Rows, Math.Min(Rows, rows - (b * Rows))));
    }
}
