using System.Buffers;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// Three views of a row put together: an <see cref="IsolationForest"/> (single columns), a forest of splits along two columns
/// (<see cref="ObliqueForest"/>), and the distance to ordinary rows (<see cref="NeighbourBags"/>), each in standard deviations of a
/// sample; the distance weighs as much as both forests. Their weighted mean z becomes the score 1/2 + z / (2 (8 + |z|)): 0.5 is
/// average, 0.6 two deviations above, near 1 alone. Seeded and exact: the same rows, options and seed give the same bits on any number
/// of threads. Views and weights were chosen over many labelled sets (the benchmarks' README has the table).
/// </summary>
public sealed class AnomalyEnsemble : IRowScorer
{
    /// <summary>As many rows say what is ordinary; more would only cost time.</summary>
    private const int MostOrdinary = 16_384;

    /// <summary>The random sequence that draws them.</summary>
    private const int Stream = -2;

    private const double ForestWeight = 0.25;
    private const double DistanceWeight = 0.5;

    /// <summary>At this many standard deviations the score is halfway between average and alone.</summary>
    private const double HalfWay = 8;

    private readonly IsolationForest _forest;
    private readonly ObliqueForest _oblique;
    private readonly NeighbourBags _neighbours;
    private readonly ColumnScaling _scaling;
    private readonly ScoreScale _forestScale;
    private readonly ScoreScale _obliqueScale;
    private readonly ScoreScale _distanceScale;
    private readonly int _threads;

    private AnomalyEnsemble(FeatureMatrix data, IsolationForestOptions options)
    {
        _forest = IsolationForest.Fit(data, options);
        _threads = options.Threads;
        var ordinary = Draw(data, options.Seed);
        _scaling = ColumnScaling.Of(ordinary);
        var scaled = new float[ordinary.Rows * ordinary.Columns];
        _scaling.Apply(ordinary.Values, scaled);
        _oblique = ObliqueForest.Fit(scaled, ordinary.Columns, options);

        var plain = _forest.Score(ordinary);
        var slanted = ScoreBlocks(scaled, ordinary.Rows, (block, target) => _oblique.Score(block, target));
        (_forestScale, _obliqueScale) = (ScoreScale.Of(plain), ScoreScale.Of(slanted));
        var oddness = plain.Zip(slanted, (a, b) => _forestScale.Standardise(a) + _obliqueScale.Standardise(b)).ToArray();
        int[] leastOddFirst = [.. Enumerable.Range(0, ordinary.Rows).OrderBy(r => oddness[r])];
        _neighbours = NeighbourBags.Fit(scaled, ordinary.Columns, leastOddFirst, options.Seed);
        _distanceScale = ScoreScale.Of(ScoreBlocks(scaled, ordinary.Rows, _neighbours.Score));
    }

    private delegate void BlockScore(Span<float> rows, Span<double> scores);

    /// <summary>How many numbers a row has.</summary>
    public int Columns => _forest.Columns;

    /// <summary>Learns from a sample of the rows. No row or no column is fine: every score is 0.5 then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AnomalyEnsemble Fit(FeatureMatrix data, IsolationForestOptions options) => new(data, options);

    /// <summary>One score per row, 0..1, higher is odder.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the sample had.</exception>
    public double[] Score(FeatureMatrix data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var scores = new double[data.Rows];
        Score(data, scores);
        return scores;
    }

    /// <inheritdoc/>
    public void Score(FeatureMatrix data, double[] scores)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scores);
        if (data.Columns != Columns || scores.Length < data.Rows)
        {
            throw new ArgumentException($"The ensemble knows {Columns} columns and was given {data.Columns}, with room for {scores.Length} scores of {data.Rows} rows.");
        }

        RowBlocks.ForEach(data.Rows, _threads, (start, count) =>
            ScoreBlock(data.Values.AsSpan(start * Columns, count * Columns), scores.AsSpan(start, count)));
    }

    /// <summary>
    /// How much each column makes a row odd: of each view the columns' shares (<see cref="IsolationForest.Contributions"/>, what is
    /// below zero counting as nothing), times the view's weight and how many deviations above average it finds the row.
    /// </summary>
    public double[] Contributions(ReadOnlySpan<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Columns);
        var scaled = new float[row.Length];
        _scaling.Apply(row, scaled);
        Span<double> score = stackalloc double[3];
        _forest.Score(row, score[..1]);
        _oblique.Score(scaled, score[1..2]);
        var slanted = _oblique.Contributions(scaled);
        _neighbours.Score([.. scaled], score[2..]);
        var parts = new double[row.Length];
        AddShares(parts, _forest.Contributions(row), ForestWeight * _forestScale.Standardise(score[0]));
        AddShares(parts, slanted, ForestWeight * _obliqueScale.Standardise(score[1]));
        AddShares(parts, _neighbours.Contributions(scaled), DistanceWeight * _distanceScale.Standardise(score[2]));
        return parts;
    }

    private static void AddShares(double[] parts, double[] own, double weight)
    {
        var total = own.Sum(part => Math.Max(0, part));
        for (var c = 0; c < parts.Length && total > 0; c++)
        {
            parts[c] += Math.Max(0, weight) * Math.Max(0, own[c]) / total;
        }
    }

    private static FeatureMatrix Draw(FeatureMatrix data, int seed)
    {
        var random = new SeededRandom(seed, Stream);
        var picked = RowDraw.Of(data.Rows, Math.Min(data.Rows, MostOrdinary), ref random);
        var values = new double[picked.Length * data.Columns];
        foreach (var (i, row) in picked.Index())
        {
            data.Row(row).CopyTo(values.AsSpan(i * data.Columns));
        }

        return new FeatureMatrix(values, picked.Length, data.Columns);
    }

    private double[] ScoreBlocks(float[] scaled, int rows, BlockScore score)
    {
        var scores = new double[rows];
        RowBlocks.ForEach(rows, _threads, (start, count) =>
        {
            float[] block = scaled[(start * Columns)..((start + count) * Columns)];
            score(block, scores.AsSpan(start, count));
        });
        return scores;
    }

    private void ScoreBlock(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var scaled = ArrayPool<float>.Shared.Rent(rows.Length);
        var block = scaled.AsSpan(0, rows.Length);
        _scaling.Apply(rows, block);
        Span<double> slanted = stackalloc double[scores.Length];
        Span<double> distances = stackalloc double[scores.Length];
        _forest.Score(rows, scores);
        _oblique.Score(block, slanted);
        _neighbours.Score(block, distances);
        for (var i = 0; i < scores.Length; i++)
        {
            var z = (ForestWeight * (_forestScale.Standardise(scores[i]) + _obliqueScale.Standardise(slanted[i])))
                + (DistanceWeight * _distanceScale.Standardise(distances[i]));
            scores[i] = 0.5 + (z / (2 * (HalfWay + Math.Abs(z))));
        }

        ArrayPool<float>.Shared.Return(scaled);
    }
}
