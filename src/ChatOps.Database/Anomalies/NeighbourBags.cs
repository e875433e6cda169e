namespace ChatOps.Database.Anomalies;

/// <summary>
/// How far a row is from ordinary ones: the mean, over a few small random bags of rows, of the distance to the nearest row of the bag
/// (Sugiyama, Borgwardt: Rapid Distance-Based Outlier Detection via Sampling, NIPS 2013; small bags keep a cluster of odd rows from
/// vouching for each other). The bags hold only rows that two forests find least odd, so that odd rows do not vouch for each other
/// where they are many either. Columns are squashed to x / (1 + |x|), so that no single far value decides.
/// </summary>
internal sealed class NeighbourBags
{
    /// <summary>Rows of a bag that sits in the first-level cache at ten columns.</summary>
    private const int LargestBag = 256;

    private const int SmallestBag = 32;

    /// <summary>Cells of a bag: a wide table has smaller bags, so that a row's cost stays bounded.</summary>
    private const int MostCells = 16_384;

    /// <summary>Its random sequences begin here, past those of the forests.</summary>
    private const int FirstStream = 2_000_000;

    /// <summary>Which share of the rows, the least odd, each bag is drawn from: a strict and a generous half, since nobody knows how many rows are odd.</summary>
    private static readonly double[] Shares = [0.9, 0.5, 0.9, 0.5, 0.9, 0.5, 0.9, 0.5];

    private readonly NeighbourBag[] _bags;
    private readonly int _columns;

    private NeighbourBags(NeighbourBag[] bags, int columns) => (_bags, _columns) = (bags, columns);

    /// <param name="rows">Scaled rows, row by row.</param>
    /// <param name="order">Their numbers, the least odd first.</param>
    public static NeighbourBags Fit(float[] rows, int columns, int[] order, int seed)
    {
        if (columns == 0 || order.Length < 2)
        {
            return new NeighbourBags([], columns);
        }

        var squashed = (float[])rows.Clone();
        Squash(squashed);
        return new NeighbourBags([.. Shares.Select((share, b) => Draw(squashed, columns, order, share, new SeededRandom(seed, FirstStream + b)))], columns);
    }

    /// <summary>Writes each row's mean distance; 0 when there is nothing to compare with.</summary>
    /// <param name="rows">Scaled rows; squashed in place.</param>
    public void Score(Span<float> rows, Span<double> distances)
    {
        distances.Clear();
        Squash(rows);
        foreach (var bag in _bags)
        {
            bag.AddDistances(rows, distances);
        }

        foreach (ref var distance in distances)
        {
            distance /= Math.Max(1, _bags.Length);
        }
    }

    /// <summary>Each column's part in the squared distances to the nearest rows.</summary>
    /// <param name="row">A scaled row; squashed in place.</param>
    public double[] Contributions(Span<float> row)
    {
        var parts = new double[_columns];
        Squash(row);
        foreach (var bag in _bags)
        {
            bag.AddParts(row, parts);
        }

        return parts;
    }

    private static NeighbourBag Draw(float[] squashed, int columns, int[] order, double share, SeededRandom random)
    {
        var from = Math.Max(2, (int)(order.Length * share));
        var size = Math.Min(Math.Clamp(MostCells / columns, SmallestBag, LargestBag), from / 2);
        var picked = RowDraw.Of(from, size, ref random);
        return new NeighbourBag([.. picked.Select(i => squashed.AsMemory(order[i] * columns, columns))], columns);
    }

    private static void Squash(Span<float> values)
    {
        foreach (ref var value in values)
        {
            value /= 1 + Math.Abs(value);
        }
    }
}
