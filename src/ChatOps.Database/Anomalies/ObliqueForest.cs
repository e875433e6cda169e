using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Database.Anomalies;

/// <summary>A forest of <see cref="ObliqueTree"/>s over scaled rows; scores as <see cref="IsolationForest"/> does.</summary>
internal sealed class ObliqueForest
{
    /// <summary>Its random sequences begin here, past those of the plain forest's trees.</summary>
    private const int FirstStream = 1_000_000;

    private readonly ObliqueNode[] _nodes;
    private readonly int[] _counts;
    private readonly double[] _lengths;
    private readonly int[] _roots;
    private readonly int[] _depths;
    private readonly double[] _normal;
    private readonly int _columns;

    private ObliqueForest(ObliqueTree[] trees, double[] normal, int columns)
    {
        (_normal, _columns) = (normal, columns);
        _depths = [.. trees.Select(t => t.Depth)];
        _counts = [.. trees.SelectMany(t => t.Counts)];
        _lengths = [.. trees.SelectMany(t => t.Lengths)];
        _nodes = new ObliqueNode[_counts.Length];
        _roots = new int[trees.Length];
        var offset = 0;
        for (var t = 0; t < trees.Length; t++)
        {
            _roots[t] = offset;
            foreach (var node in trees[t].Nodes)
            {
                _nodes[offset++] = node with { Left = node.Left + _roots[t] };
            }
        }
    }

    /// <param name="rows">Scaled rows, row by row.</param>
    public static ObliqueForest Fit(float[] rows, int columns, IsolationForestOptions options)
    {
        var count = columns == 0 ? 0 : rows.Length / columns;
        var normal = PathLength.Table(Math.Min(options.SampleSize, count));
        var trees = new ObliqueTree[count == 0 ? 0 : options.Trees];
        Parallel.For(
            0,
            trees.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads },
            t => trees[t] = new ObliqueTree(rows, columns, normal, new SeededRandom(options.Seed, FirstStream + t)));
        return new ObliqueForest(trees, normal, columns);
    }

    /// <summary>Writes one score per row, 0..1.</summary>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        scores.Clear();
        for (var t = 0; t < _roots.Length; t++)
        {
            AddLengths(_roots[t], _depths[t], rows, scores);
        }

        var normal = _normal[^1];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = normal > 0 ? Math.Pow(2, -scores[i] / _roots.Length / normal) : 0.5;
        }
    }

    /// <summary>As <see cref="IsolationForest.Contributions"/>; a split's part goes to its two columns by how far each moves the row along it from the medians.</summary>
    public double[] Contributions(ReadOnlySpan<float> row)
    {
        var parts = new double[_columns];
        foreach (var root in _roots)
        {
            for (var at = root; !_nodes[at].IsLeaf;)
            {
                var node = _nodes[at];
                var projected = node.Project(row);
                var next = node.Left + (projected > node.Threshold ? 1 : 0);
                var part = (_normal[_counts[at]] - node.Steps(projected) - _normal[_counts[next]]) / _roots.Length;
                var (first, second) = (Math.Abs(node.Weight0 * row[node.Feature0]), Math.Abs(node.Weight1 * row[node.Feature1]));
                var share = first + second > 0 ? first / (first + second) : 0.5;
                parts[node.Feature0] += part * share;
                parts[node.Feature1] += part * (1 - share);
                at = next;
            }
        }

        return parts;
    }

    /// <summary>Walks four rows at once down one tree, without branches. The references stay inside, as in <see cref="IsolationForest"/>.</summary>
    private void AddLengths(int root, int depth, ReadOnlySpan<float> rows, Span<double> sums)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var row = ref MemoryMarshal.GetReference(rows);
        var i = 0;
        for (; i + 4 <= sums.Length; i += 4)
        {
            ref var row0 = ref Unsafe.Add(ref row, i * _columns);
            ref var row1 = ref Unsafe.Add(ref row0, _columns);
            ref var row2 = ref Unsafe.Add(ref row1, _columns);
            ref var row3 = ref Unsafe.Add(ref row2, _columns);
            var (a, b, c, d) = (root, root, root, root);
            var (steps0, steps1, steps2, steps3) = (0, 0, 0, 0);
            for (var level = 0; level < depth; level++)
            {
                a = Next(ref Unsafe.Add(ref nodes, a), ref row0, ref steps0);
                b = Next(ref Unsafe.Add(ref nodes, b), ref row1, ref steps1);
                c = Next(ref Unsafe.Add(ref nodes, c), ref row2, ref steps2);
                d = Next(ref Unsafe.Add(ref nodes, d), ref row3, ref steps3);
            }

            sums[i] += steps0 + _lengths[a];
            sums[i + 1] += steps1 + _lengths[b];
            sums[i + 2] += steps2 + _lengths[c];
            sums[i + 3] += steps3 + _lengths[d];
        }

        for (; i < sums.Length; i++)
        {
            var (at, steps) = (root, 0);
            for (var level = 0; level < depth; level++)
            {
                at = Next(ref Unsafe.Add(ref nodes, at), ref Unsafe.Add(ref row, i * _columns), ref steps);
            }

            sums[i] += steps + _lengths[at];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref ObliqueNode node, ref float row, ref int steps)
    {
        var projected = (node.Weight0 * Unsafe.Add(ref row, node.Feature0)) + (node.Weight1 * Unsafe.Add(ref row, node.Feature1));
        steps += node.Steps(projected);
        return node.Left + (projected > node.Threshold ? 1 : 0);
    }
}
