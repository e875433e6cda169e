namespace ChatOps.Database.Anomalies;

/// <summary>Many rows in blocks that threads share out; which thread takes which block changes no result.</summary>
internal static class RowBlocks
{
    /// <summary>128 rows of ten columns and one tree's nodes fit the first-level cache together.</summary>
    public const int Rows = 128;

    /// <summary>Scores all rows to the front of <paramref name="scores"/>.</summary>
    /// <param name="columns">How many columns the method learnt.</param>
    /// <param name="score">Told the numbers of some rows, one row after another, and where their scores go.</param>
    /// <exception cref="ArgumentException">The rows have another number of columns, or there is no room for the scores.</exception>
    public static void Score(FeatureMatrix data, int columns, double[] scores, int threads, Action<ReadOnlySpan<double>, Span<double>> score)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scores);
        if (data.Columns != columns || scores.Length < data.Rows)
        {
            throw new ArgumentException($"The method learnt {columns} columns and was given {data.Columns}, with room for {scores.Length} scores of {data.Rows} rows.");
        }

        ForEach(data.Rows, threads, (start, count) => score(data.Values.AsSpan(start * columns, count * columns), scores.AsSpan(start, count)));
    }

    /// <param name="work">Told the first row of a block and how many rows it has.</param>
    public static void ForEach(int rows, int threads, Action<int, int> work)
    {
        var blocks = (rows + Rows - 1) / Rows;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, b => work(b * Rows, Math.Min(Rows, rows - (b * Rows))));
    }
}
