using System.Runtime.InteropServices;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// A split in 28 bytes: a row whose weighted sum of two columns is above the threshold goes to <c>Left + 1</c>, every other to
/// <c>Left</c>. A row within reach of the threshold makes one step by that; one that is farther than any sample row could be makes
/// none, so that its path is shorter. A leaf leads to itself with an infinite threshold and nothing in reach.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ObliqueNode
{
    public float Weight0;
    public float Weight1;
    public float Threshold;
    public float Reach;
    public int Feature0;
    public int Feature1;
    public int Left;

    public readonly bool IsLeaf => float.IsPositiveInfinity(Threshold);

    /// <summary>1 or 0 steps.</summary>
    public readonly int Steps(float projected) => Math.Abs(projected - Threshold) <= Reach ? 1 : 0;

    public readonly float Project(ReadOnlySpan<float> row) => (Weight0 * row[Feature0]) + (Weight1 * row[Feature1]);
}

/// <summary>
/// A tree that splits along two columns at once, where the rows part best: of a few random directions the one, and on it the point,
/// with the highest pooled gain (Liu, Ting, Zhou: On Detecting Clustered Anomalies Using SCiForest, ECML PKDD 2010, with its random
/// hyperplanes, its split by the gain in standard deviation, here weighted by the rows of each half, and its acceptable range).
/// </summary>
internal sealed class ObliqueTree
{
    private const int Directions = 5;

    private readonly int[] _rows;
    private readonly int[] _features;
    private readonly float[] _projected;
    private readonly int _columns;
    private readonly int _limit;
    private readonly double[] _normal;
    private float[] _sample;
    private SeededRandom _random;

    /// <param name="rows">Scaled rows, row by row; at least one column.</param>
    /// <param name="normal">c(0) to c(sample size).</param>
    public ObliqueTree(float[] rows, int columns, double[] normal, SeededRandom random)
    {
        (_random, _normal, _columns) = (random, normal, columns);
        var size = normal.Length - 1;
        _limit = (int)Math.Ceiling(Math.Log2(Math.Max(size, 2)));
        _sample = new float[size * columns];
        foreach (var (i, row) in RowDraw.Of(rows.Length / columns, size, ref _random).Index())
        {
            rows.AsSpan(row * columns, columns).CopyTo(_sample.AsSpan(i * columns));
        }

        _rows = [.. Enumerable.Range(0, size)];
        _features = [.. Enumerable.Range(0, columns)];
        _projected = new float[size];
        Grow(AddNode(size), 0, size, 0);

        // A forest of a hundred trees over a wide table would hold a hundred samples.
        _sample = [];
    }

    public List<ObliqueNode> Nodes { get; } = [];

    public List<int> Counts { get; } = [];

    /// <summary>What a leaf adds to the steps of a path.</summary>
    public List<double> Lengths { get; } = [];

    /// <summary>The deepest leaf's depth.</summary>
    public int Depth { get; private set; }

    private int AddNode(int count)
    {
        var index = Nodes.Count;
        Nodes.Add(new ObliqueNode { Threshold = float.PositiveInfinity, Reach = -1, Left = index });
        Counts.Add(count);
        Lengths.Add(0);
        return index;
    }

    private void Grow(int node, int start, int end, int depth)
    {
        var count = end - start;
        var split = depth < _limit && count > 1 ? BestSplit(start, end) : null;
        if (split is not { } best)
        {
            Lengths[node] = _normal[count];
            Depth = Math.Max(Depth, depth);
            return;
        }

        var middle = Partition(start, end, best);
        best.Left = AddNode(middle - start);
        AddNode(end - middle);
        Nodes[node] = best;
        Grow(best.Left, start, middle, depth + 1);
        Grow(best.Left + 1, middle, end, depth + 1);
    }

    private ObliqueNode? BestSplit(int start, int end)
    {
        ObliqueNode? best = null;
        var highest = double.NegativeInfinity;
        for (var tried = 0; tried < Directions && TryDirection(start, end) is { } split; tried++)
        {
            var projected = _projected.AsSpan(0, end - start);
            for (var i = start; i < end; i++)
            {
                projected[i - start] = split.Project(Row(i));
            }

            projected.Sort();
            var (gain, threshold) = PooledGain.BestCut(projected);
            if (gain > highest)
            {
                (highest, split.Threshold, split.Reach) = (gain, threshold, projected[^1] - projected[0]);
                best = split;
            }
        }

        return best;
    }

    /// <summary>A random weighting of two columns that vary here, or of the only one; null when none varies.</summary>
    private ObliqueNode? TryDirection(int start, int end)
    {
        var direction = default(ObliqueNode);
        var found = 0;
        for (var tried = 0; tried < _columns && found < 2; tried++)
        {
            var pick = tried + (int)_random.Below(_columns - tried);
            var feature = _features[pick];
            (_features[pick], _features[tried]) = (_features[tried], feature);
            var deviation = Deviation(start, end, feature);
            if (deviation > 0)
            {
                var weight = (float)(((2 * _random.NextDouble()) - 1) / deviation);
                direction = found++ == 0
                    ? direction with { Feature0 = feature, Weight0 = weight }
                    : direction with { Feature1 = feature, Weight1 = weight };
            }
        }

        return found == 0 ? null : direction;
    }

    private double Deviation(int start, int end, int feature)
    {
        var (sum, squares) = (0.0, 0.0);
        double first = _sample[(_rows[start] * _columns) + feature];
        for (var i = start; i < end; i++)
        {
            var value = _sample[(_rows[i] * _columns) + feature] - first;
            sum += value;
            squares += value * value;
        }

        var count = end - start;
        return Math.Sqrt(Math.Max(0, squares - (sum * sum / count)) / count);
    }

    private int Partition(int start, int end, in ObliqueNode split)
    {
        var middle = start;
        for (var i = start; i < end; i++)
        {
            if (!(split.Project(Row(i)) > split.Threshold))
            {
                (_rows[i], _rows[middle]) = (_rows[middle], _rows[i]);
                middle++;
            }
        }

        return middle;
    }

    private ReadOnlySpan<float> Row(int i) => _sample.AsSpan(_rows[i] * _columns, _columns);
}
