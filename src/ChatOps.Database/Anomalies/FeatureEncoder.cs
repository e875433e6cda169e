namespace ChatOps.Database.Anomalies;

/// <summary>Rows to features and back to columns.</summary>
internal sealed class FeatureEncoder
{
    private readonly int[] _columnOfFeature;

    public FeatureEncoder(IReadOnlyList<ColumnFeature> columns)
    {
        Columns = columns;
        _columnOfFeature = [.. columns.SelectMany((column, i) => Enumerable.Repeat(i, column.Width))];
    }

    public IReadOnlyList<ColumnFeature> Columns { get; }

    /// <summary>Numbers per row.</summary>
    public int Width => _columnOfFeature.Length;

    public void Encode(ReadOnlySpan<Cell> row, Span<double> target)
    {
        foreach (var column in Columns)
        {
            target = target[column.Encode(row[column.Position], target)..];
        }
    }

    public void Encode(CellKind[] kinds, double[] numbers, Span<double> target)
    {
        foreach (var column in Columns)
        {
            target = target[column.Encode(kinds[column.Position], numbers[column.Position], target)..];
        }
    }

    /// <summary>Each column's share, 0..1, adding up to 1, of what the features contribute; what is below zero counts as nothing.</summary>
    public double[] Shares(double[] contributions)
    {
        var shares = new double[Columns.Count];
        for (var f = 0; f < contributions.Length; f++)
        {
            shares[_columnOfFeature[f]] += contributions[f];
        }

        var total = shares.Sum(share => Math.Max(0, share));
        return [.. shares.Select(share => total > 0 ? Math.Max(0, share) / total : 1.0 / shares.Length)];
    }
}
