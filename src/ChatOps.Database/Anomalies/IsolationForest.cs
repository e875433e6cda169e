using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// Isolation Forest (Liu, Ting, Zhou: ICDM 2008; TKDD 6(1), 2012): random trees split random columns at random points, and rows
/// that are few and different end up alone early. The score is 2^(-E(h)/c(n)): above 0.5 is odder than average, near 1 is alone.
/// Seeded and exact: the same rows, options and seed give the same bits on any number of threads.
/// </summary>
public sealed class IsolationForest : IRowScorer
{
    private readonly IsolationNode[] _nodes;
    private readonly int[] _counts;
    private readonly double[] _lengths;
    private readonly int[] _roots;
    private readonly int[] _depths;
    private readonly double[] _normal;
    private readonly int _threads;

    private IsolationForest(IsolationTree[] trees, double[] normal, int columns, int threads)
    {
        (_normal, Columns, _threads) = (normal, columns, threads);
        _roots = new int[trees.Length];
        _depths = [.. trees.Select(t => t.Depth)];
        var total = trees.Sum(t => t.Nodes.Count);
        (_nodes, _counts, _lengths) = (new IsolationNode[total], new int[total], new double[total]);
        var offset = 0;
        for (var t = 0; t < trees.Length; t++)
        {
            _roots[t] = offset;
            trees[t].Counts.CopyTo(_counts, offset);
            trees[t].Lengths.CopyTo(_lengths, offset);
            foreach (var node in trees[t].Nodes)
            {
                _nodes[offset++] = node with { Left = node.Left + _roots[t] };
            }
        }
    }

    /// <summary>How many numbers a row has.</summary>
    public int Columns { get; }

    /// <summary>How many trees there are.</summary>
    public int Trees => _roots.Length;

    /// <summary>How many rows each tree saw.</summary>
    public int SampleSize => _normal.Length - 1;

    /// <summary>Grows a forest. No row or no column is fine: every score is 0.5 then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static IsolationForest Fit(FeatureMatrix data, IsolationForestOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var sampleSize = Math.Min(options.SampleSize, data.Rows);
        var normal = PathLength.Table(sampleSize);
        var trees = new IsolationTree[options.Trees];
        Parallel.For(
            0,
            trees.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            t => trees[t] = IsolationTree.Grow(data, sampleSize, normal, new SeededRandom(options.Seed, t)));
        return new IsolationForest(trees, normal, data.Columns, options.Threads);
    }

    /// <summary>One score per row, 0..1, higher is odder.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the forest.</exception>
    public double[] Score(FeatureMatrix data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var scores = new double[data.Rows];
        Score(data, scores);
        return scores;
    }

    /// <summary>Writes one score per row, 0..1, to the front of <paramref name="scores"/>.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the forest, or there is no room for the scores.</exception>
    public void Score(FeatureMatrix data, double[] scores) => RowBlocks.Score(data, Columns, scores, _threads, Score);

    /// <summary>
    /// How much each column isolates a row: mean over the trees of c(n) - 1 - c(m) for every split on that column that takes the
    /// row from n sample rows to m. The parts of all columns add up to c(sample size) minus the row's mean path length; above zero
    /// is odder than expected.
    /// </summary>
    public double[] Contributions(ReadOnlySpan<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Columns);
        var parts = new double[Columns];
        foreach (var root in _roots)
        {
            for (var at = root; !_nodes[at].IsLeaf;)
            {
                var node = _nodes[at];
                var next = node.Left + (row[node.Feature] > node.Threshold ? 1 : 0);
                parts[node.Feature] += (_normal[_counts[at]] - 1 - _normal[_counts[next]]) / _roots.Length;
                at = next;
            }
        }

        return parts;
    }

    /// <summary>Scores rows on the caller's thread.</summary>
    internal void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        scores.Clear();
        for (var t = 0; t < _roots.Length; t++)
        {
            AddLengths(_roots[t], _depths[t], rows, scores);
        }

        var normal = _normal[SampleSize];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = normal > 0 ? Math.Pow(2, -scores[i] / _roots.Length / normal) : 0.5;
        }
    }

    /// <summary>
    /// Walks four rows at once down one tree, without branches: the processor overlaps the four chains of loads.
    /// The references stay inside: features are below <see cref="Columns"/> and children inside the node array by construction.
    /// </summary>
    private void AddLengths(int root, int depth, ReadOnlySpan<double> rows, Span<double> sums)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var lengths = ref MemoryMarshal.GetArrayDataReference(_lengths);
        ref var row = ref MemoryMarshal.GetReference(rows);
        var i = 0;
        for (; i + 4 <= sums.Length; i += 4)
        {
            ref var row0 = ref Unsafe.Add(ref row, i * Columns);
            ref var row1 = ref Unsafe.Add(ref row0, Columns);
            ref var row2 = ref Unsafe.Add(ref row1, Columns);
            ref var row3 = ref Unsafe.Add(ref row2, Columns);
            var (a, b, c, d) = (root, root, root, root);
            for (var level = 0; level < depth; level++)
            {
                a = Next(ref Unsafe.Add(ref nodes, a), ref row0);
                b = Next(ref Unsafe.Add(ref nodes, b), ref row1);
                c = Next(ref Unsafe.Add(ref nodes, c), ref row2);
                d = Next(ref Unsafe.Add(ref nodes, d), ref row3);
            }

            sums[i] += Unsafe.Add(ref lengths, a);
            sums[i + 1] += Unsafe.Add(ref lengths, b);
            sums[i + 2] += Unsafe.Add(ref lengths, c);
            sums[i + 3] += Unsafe.Add(ref lengths, d);
        }

        for (; i < sums.Length; i++)
        {
            var at = root;
            for (var level = 0; level < depth; level++)
            {
                at = Next(ref Unsafe.Add(ref nodes, at), ref Unsafe.Add(ref row, i * Columns));
            }

            sums[i] += Unsafe.Add(ref lengths, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref IsolationNode node, ref double row) =>
        node.Left + (Unsafe.Add(ref row, node.Feature) > node.Threshold ? 1 : 0);
}
