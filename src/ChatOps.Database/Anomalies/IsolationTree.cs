using System.Runtime.InteropServices;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// One node in 16 bytes. A value above the threshold goes to <c>Left + 1</c>, every other (a missing one too) to <c>Left</c>.
/// A leaf leads to itself with an infinite threshold, so that a walk needs no test for the end.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IsolationNode
{
    public double Threshold;
    public int Feature;
    public int Left;

    public readonly bool IsLeaf => double.IsPositiveInfinity(Threshold);
}

/// <summary>One grown tree: nodes, how many sample rows reached each, and the path length of each leaf.</summary>
internal sealed class IsolationTree
{
    private readonly List<IsolationNode> _nodes = [];
    private readonly List<int> _counts = [];
    private readonly List<double> _lengths = [];
    private readonly int[] _rows;
    private readonly int[] _features;
    private readonly int _columns;
    private readonly int _limit;
    private readonly double[] _normal;
    private double[] _sample;
    private SeededRandom _random;

    private IsolationTree(FeatureMatrix data, int sampleSize, double[] normal, SeededRandom random)
    {
        _random = random;
        _normal = normal;
        _columns = data.Columns;
        _limit = (int)Math.Ceiling(Math.Log2(Math.Max(sampleSize, 2)));
        _sample = Sample(data, sampleSize);
        _rows = [.. Enumerable.Range(0, sampleSize)];
        _features = [.. Enumerable.Range(0, _columns)];
        Grow(AddNode(sampleSize), 0, sampleSize, 0);

        // A forest of a hundred trees over a wide table would hold a hundred samples.
        _sample = [];
    }

    public List<IsolationNode> Nodes => _nodes;

    public List<int> Counts => _counts;

    public List<double> Lengths => _lengths;

    /// <summary>The deepest leaf's depth.</summary>
    public int Depth { get; private set; }

    /// <param name="normal">c(0) to c(sample size).</param>
    public static IsolationTree Grow(FeatureMatrix data, int sampleSize, double[] normal, SeededRandom random) =>
        new(data, sampleSize, normal, random);

    private double[] Sample(FeatureMatrix data, int sampleSize)
    {
        var sample = new double[sampleSize * _columns];
        foreach (var (i, row) in RowDraw.Of(data.Rows, sampleSize, ref _random).Index())
        {
            data.Row(row).CopyTo(sample.AsSpan(i * _columns));
        }

        return sample;
    }

    private int AddNode(int count)
    {
        var index = _nodes.Count;
        _nodes.Add(new IsolationNode { Threshold = double.PositiveInfinity, Left = index });
        _counts.Add(count);
        _lengths.Add(0);
        return index;
    }

    private void Grow(int node, int start, int end, int depth)
    {
        var count = end - start;
        if (depth >= _limit || count <= 1 || !TrySplit(start, end, out var feature, out var threshold))
        {
            _lengths[node] = depth + _normal[count];
            Depth = Math.Max(Depth, depth);
            return;
        }

        var middle = Partition(start, end, feature, threshold);
        var left = AddNode(middle - start);
        var right = AddNode(end - middle);
        _nodes[node] = new IsolationNode { Threshold = threshold, Feature = feature, Left = left };
        Grow(left, start, middle, depth + 1);
        Grow(right, middle, end, depth + 1);
    }

    /// <summary>Draws a column among those that vary here, and a point between its ends; false when none varies.</summary>
    private bool TrySplit(int start, int end, out int feature, out double threshold)
    {
        for (var tried = 0; tried < _columns; tried++)
        {
            var pick = tried + (int)_random.Below(_columns - tried);
            feature = _features[pick];
            (_features[pick], _features[tried]) = (_features[tried], feature);
            var (min, max) = Ends(start, end, feature);
            if (min < max)
            {
                var u = _random.NextDouble();
                threshold = (min * (1 - u)) + (max * u);
                threshold = threshold >= max || threshold < min ? min : threshold;
                return true;
            }
        }

        (feature, threshold) = (0, 0);
        return false;
    }

    private (double Min, double Max) Ends(int start, int end, int feature)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = start; i < end; i++)
        {
            var value = _sample[(_rows[i] * _columns) + feature];
            min = value < min ? value : min;
            max = value > max ? value : max;
        }

        return (min, max);
    }

    private int Partition(int start, int end, int feature, double threshold)
    {
        var middle = start;
        for (var i = start; i < end; i++)
        {
            if (!(_sample[(_rows[i] * _columns) + feature] > threshold))
            {
                (_rows[i], _rows[middle]) = (_rows[middle], _rows[i]);
                middle++;
            }
        }

        return middle;
    }
}
