namespace ChatOps.Database.Anomalies;

/// <summary>
/// How far a row is from the centre of ordinary ones, measured against how their columns vary together (Mahalanobis, 1936): small
/// numbers that break a relation between columns are far. Columns count as asinh(x), linear near the median and logarithmic far away.
/// Mean and covariance are those of the rows that two forests find least odd.
/// </summary>
internal sealed class RelationDistance
{
    /// <summary>The share of the rows, the least odd, that tell what is ordinary.</summary>
    private const double Share = 0.9;

    /// <summary>What is added to each column's variance, in mean variances: a relation that holds exactly makes no infinite distances.</summary>
    private const double Shrinkage = 0.05;

    /// <summary>Columns are related within groups of neighbours, so that a wide table's cost stays in proportion.</summary>
    private const int GroupColumns = 64;

    private readonly Group[] _groups;
    private readonly int _columns;

    private RelationDistance(Group[] groups, int columns) => (_groups, _columns) = (groups, columns);

    /// <param name="rows">Scaled rows, row by row.</param>
    /// <param name="order">Their numbers, the least odd first.</param>
    public static RelationDistance Fit(float[] rows, int columns, int[] order)
    {
        var ordinary = order.AsSpan(0, (int)Math.Ceiling(order.Length * Share));
        var groups = new List<Group>();
        for (var start = 0; start < columns && !ordinary.IsEmpty; start += GroupColumns)
        {
            groups.Add(Learn(rows, columns, ordinary, start, Math.Min(GroupColumns, columns - start)));
        }

        return new RelationDistance([.. groups], columns);
    }

    /// <summary>Writes each row's distance.</summary>
    /// <param name="rows">Scaled rows.</param>
    public void Score(ReadOnlySpan<float> rows, Span<double> distances)
    {
        Span<double> offset = stackalloc double[GroupColumns];
        Span<double> whitened = stackalloc double[GroupColumns];
        for (var i = 0; i < distances.Length; i++)
        {
            var squared = 0.0;
            foreach (var group in _groups)
            {
                group.Whiten(rows.Slice(i * _columns, _columns), offset, whitened);
                foreach (var value in whitened[..group.Columns])
                {
                    squared += value * value;
                }
            }

            distances[i] = Math.Sqrt(squared);
        }
    }

    /// <summary>Each column's part in the squared distance; they add up to it, and a part may be below zero.</summary>
    /// <param name="row">A scaled row.</param>
    public double[] Contributions(ReadOnlySpan<float> row)
    {
        var parts = new double[_columns];
        Span<double> offset = stackalloc double[GroupColumns];
        Span<double> whitened = stackalloc double[GroupColumns];
        foreach (var group in _groups)
        {
            group.Whiten(row, offset, whitened);
            for (var c = 0; c < group.Columns; c++)
            {
                parts[group.Start + c] = offset[c] * group.Unwhiten(whitened, c);
            }
        }

        return parts;
    }

    private static Group Learn(float[] rows, int columns, ReadOnlySpan<int> ordinary, int start, int count)
    {
        var mean = new double[count];
        var products = new double[count * count];
        Span<double> values = stackalloc double[count];
        foreach (var row in ordinary)
        {
            for (var c = 0; c < count; c++)
            {
                values[c] = Math.Asinh(rows[(row * columns) + start + c]);
                mean[c] += values[c] / ordinary.Length;
                for (var other = 0; other <= c; other++)
                {
                    products[(c * count) + other] += values[c] * values[other] / ordinary.Length;
                }
            }
        }

        return new Group(start, mean, LowerTriangle.InverseRoot(Covariance(products, mean), count));
    }

    /// <summary>The lower half, with the shrinkage on the diagonal.</summary>
    private static double[] Covariance(double[] products, double[] mean)
    {
        var (count, trace) = (mean.Length, 0.0);
        for (var c = 0; c < count; c++)
        {
            for (var other = 0; other <= c; other++)
            {
                products[(c * count) + other] -= mean[c] * mean[other];
            }

            trace += products[(c * count) + c];
        }

        for (var c = 0; c < count; c++)
        {
            products[(c * count) + c] += (Shrinkage * trace / count) + 1e-9;
        }

        return products;
    }

    /// <param name="Root">The inverse of the covariance's Cholesky factor: a lower triangle, row by row.</param>
    private sealed record Group(int Start, double[] Mean, double[] Root)
    {
        public int Columns => Mean.Length;

        public void Whiten(ReadOnlySpan<float> row, Span<double> offset, Span<double> whitened)
        {
            for (var c = 0; c < Columns; c++)
            {
                offset[c] = Math.Asinh(row[Start + c]) - Mean[c];
                whitened[c] = 0;
                for (var other = 0; other <= c; other++)
                {
                    whitened[c] += Root[(c * Columns) + other] * offset[other];
                }
            }
        }

        /// <summary>The transposed root times the whitened row, at one column: the inverse covariance times the offset.</summary>
        public double Unwhiten(ReadOnlySpan<double> whitened, int column)
        {
            var sum = 0.0;
            for (var c = column; c < Columns; c++)
            {
                sum += Root[(c * Columns) + column] * whitened[c];
            }

            return sum;
        }
    }
}
