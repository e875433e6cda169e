namespace ChatOps.Database.Anomalies;

/// <summary>Numbers of many rows, row by row. NaN stands for a missing value; infinities count as the largest finite numbers.</summary>
public sealed class FeatureMatrix
{
    /// <param name="values">At least <paramref name="rows"/> x <paramref name="columns"/> numbers, row by row; kept, not copied. Infinities in it are replaced.</param>
    /// <exception cref="ArgumentException">There are fewer numbers than rows x columns.</exception>
    public FeatureMatrix(double[] values, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        var length = (long)rows * columns;
        if (length > values.LongLength)
        {
            throw new ArgumentException($"{rows} rows of {columns} columns need {length} numbers; there are {values.Length}.", nameof(values));
        }

        ReplaceInfinities(values.AsSpan(0, (int)length));
        (Values, Rows, Columns) = (values, rows, columns);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The number at <paramref name="row"/> and <paramref name="column"/>, both from zero.</summary>
    public double this[int row, int column] => Values[(row * Columns) + column];

    internal double[] Values { get; }

    internal ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    private static void ReplaceInfinities(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
            {
                values[i] = values[i] > 0 ? double.MaxValue : double.MinValue;
            }
        }
    }
}
