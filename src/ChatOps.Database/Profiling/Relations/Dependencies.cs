namespace ChatOps.Database.Profiling.Relations;

/// <summary>
/// Columns that decide another one: whenever the first holds a value, the second holds one and the same. Exact over all rows; only columns with
/// few different values can be the first. A pair is dropped at its first contradiction, so nearly all pairs cost nothing after some rows.
/// </summary>
internal sealed class Dependencies
{
    /// <summary>The most columns that are compared with each other.</summary>
    internal const int MostColumns = 40;

    /// <summary>The most different values of a deciding column; more would decide by chance.</summary>
    internal const int MostValues = 200;

    private List<Pair> _pairs;

    internal Dependencies(int columns)
    {
        var compared = Math.Min(columns, MostColumns);
        _pairs = [.. from first in Enumerable.Range(0, compared) from second in Enumerable.Range(0, compared) where first != second select new Pair(first, second)];
    }

    /// <summary>Whether there is still a pair to look at.</summary>
    internal bool IsOpen => _pairs.Count > 0;

    /// <summary>The positions of the deciding and the decided columns.</summary>
    internal IEnumerable<(int First, int Second)> Found => _pairs.Select(pair => (pair.First, pair.Second));

    /// <param name="numbers">By column and row: which of the column's values it is, 0 for NULL; negative where that is not counted any more.</param>
    internal void Add(int[][] numbers, int rows)
    {
        if (_pairs.Count > 0)
        {
            _pairs = [.. _pairs.Where(pair => pair.Holds(numbers[pair.First].AsSpan(0, rows), numbers[pair.Second].AsSpan(0, rows)))];
        }
    }

    private sealed class Pair(int first, int second)
    {
        /// <summary>By the first column's value: the second's plus one, 0 where not seen yet.</summary>
        private int[] _decided = [];

        internal int First { get; } = first;

        internal int Second { get; } = second;

        internal bool Holds(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
        {
            for (var row = 0; row < from.Length; row++)
            {
                var (value, decided) = (from[row], to[row] + 1);
                if (value < 0 || decided <= 0 || value > MostValues * ColumnStatistics.NumbersPerValue)
                {
                    return false;
                }

                if (value >= _decided.Length)
                {
                    Array.Resize(ref _decided, Math.Max(16, value * 2));
                }

                if (_decided[value] == 0)
                {
                    _decided[value] = decided;
                }
                else if (_decided[value] != decided)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
