using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Database.Anomalies;

/// <summary>Rows to measure distances to, held column by column in groups as wide as the processor's vectors.</summary>
internal sealed class NeighbourBag
{
    private readonly ReadOnlyMemory<float>[] _rows;
    private readonly Vector<float>[] _groups;
    private readonly int _columns;

    /// <param name="rows">At least one.</param>
    public NeighbourBag(ReadOnlyMemory<float>[] rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        var width = Vector<float>.Count;
        var groups = (rows.Length + width - 1) / width;
        // Pairs of groups are measured together. What pads the last is infinitely far from everything.
        groups += groups % 2;
        var cells = new float[groups * columns * width];
        Array.Fill(cells, float.PositiveInfinity);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                cells[(((r / width * columns) + c) * width) + (r % width)] = rows[r].Span[c];
            }
        }

        _groups = MemoryMarshal.Cast<float, Vector<float>>(cells).ToArray();
    }

    /// <summary>Adds each row's distance to the nearest row here. One row at no distance is taken for the row itself and passed over.</summary>
    public void AddDistances(ReadOnlySpan<float> rows, Span<double> distances)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            var (nearest, second) = TwoNearest(rows.Slice(i * _columns, _columns));
            distances[i] += Math.Sqrt(Chosen(nearest, second));
        }
    }

    /// <summary>Adds each column's squared difference to the nearest row here.</summary>
    public void AddParts(ReadOnlySpan<float> row, double[] parts)
    {
        var (nearest, second) = TwoNearest(row);
        var wanted = Chosen(nearest, second);
        foreach (var candidate in _rows)
        {
            if (SquaredDistance(row, candidate.Span) == wanted)
            {
                for (var c = 0; c < _columns; c++)
                {
                    var difference = row[c] - candidate.Span[c];
                    parts[c] += difference * difference;
                }

                return;
            }
        }
    }

    private static float Chosen(float nearest, float second) => nearest > 0 ? nearest : float.IsPositiveInfinity(second) ? 0 : second;

    /// <summary>Adds in the order of the columns, as the vectors do, so that both give the same bits.</summary>
    private static float SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var c = 0; c < a.Length; c++)
        {
            var difference = a[c] - b[c];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The two smallest squared distances. The result does not depend on the width of the vectors.</summary>
    private (float Nearest, float Second) TwoNearest(ReadOnlySpan<float> row)
    {
        var (nearest, second) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.PositiveInfinity));
        ref var groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        for (var at = 0; at < _groups.Length; at += 2 * row.Length)
        {
            var (sum0, sum1) = (Vector<float>.Zero, Vector<float>.Zero);
            for (var c = 0; c < row.Length; c++)
            {
                var value = new Vector<float>(row[c]);
                var difference0 = value - Unsafe.Add(ref groups, at + c);
                var difference1 = value - Unsafe.Add(ref groups, at + row.Length + c);
                sum0 += difference0 * difference0;
                sum1 += difference1 * difference1;
            }

            Keep(sum0, ref nearest, ref second);
            Keep(sum1, ref nearest, ref second);
        }

        return Smallest(nearest, second);
    }

    private static void Keep(Vector<float> distances, ref Vector<float> nearest, ref Vector<float> second)
    {
        second = Vector.Min(second, Vector.Max(nearest, distances));
        nearest = Vector.Min(nearest, distances);
    }

    private static (float Nearest, float Second) Smallest(Vector<float> nearest, Vector<float> second)
    {
        var (first, next) = (float.PositiveInfinity, float.PositiveInfinity);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            next = Math.Min(next, Math.Min(second[lane], Math.Max(first, nearest[lane])));
            first = Math.Min(first, nearest[lane]);
        }

        return (first, next);
    }
}
