using ChatOps.Database.Profiling.Batches;

namespace ChatOps.Database.Profiling.Relations;

/// <summary>Pearson's correlation of every pair of some columns, in the same pass, each pair over the rows where both are numbers.</summary>
internal sealed class Correlations
{
    /// <summary>190 pairs.</summary>
    internal const int MostColumns = 20;

    private const double Noteworthy = 0.7;
    private const int MostReported = 20;
    private const long LeastRows = 30;

    private readonly int[] _columns;
    private readonly NumberBlock[] _blocks;
    private readonly List<(int X, int Y, PairMoments Moments)> _pairs;

    /// <param name="columns">Their positions; at most <see cref="MostColumns"/>.</param>
    internal Correlations(int[] columns)
    {
        _columns = columns;
        _blocks = [.. columns.Select(_ => new NumberBlock())];
        _pairs = [.. from x in Enumerable.Range(0, columns.Length) from y in Enumerable.Range(x + 1, columns.Length - x - 1) select (x, y, new PairMoments())];
    }

    internal void Add(RowBatch batch)
    {
        if (_pairs.Count == 0 || batch.Rows == 0)
        {
            return;
        }

        for (var index = 0; index < _columns.Length; index++)
        {
            _blocks[index].Read(batch.Columns[_columns[index]]);
        }

        foreach (var (x, y, moments) in _pairs)
        {
            moments.Add(_blocks[x], _blocks[y]);
        }
    }

    /// <summary>The pairs that go together, closest first, by the positions of their columns.</summary>
    internal IReadOnlyList<(int X, int Y, double Correlation, long Rows)> Found =>
        [.. _pairs.Where(pair => pair.Moments.Count >= LeastRows && Math.Abs(pair.Moments.Correlation ?? 0) >= Noteworthy)
            .OrderByDescending(pair => Math.Abs(pair.Moments.Correlation!.Value))
            .Take(MostReported)
            .Select(pair => (_columns[pair.X], _columns[pair.Y], pair.Moments.Correlation!.Value, pair.Moments.Count))];
}
