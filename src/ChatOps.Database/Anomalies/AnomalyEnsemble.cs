using System.Buffers;

namespace ChatOps.Database.Anomalies;

/// <summary>
/// Four views of a row put together: an <see cref="IsolationForest"/> (single columns), a forest of splits along two columns
/// (<see cref="ObliqueForest"/>), the distance to the nearest ordinary rows (<see cref="NeighbourBags"/>), and the distance from the
/// relation between all columns (<see cref="RelationDistance"/>). Each is put in standard deviations of a sample; the nearest rows
/// weigh twice as much as each other view. The weighted mean z becomes the score 1/2 + z / (2 (8 + |z|)): 0.5 is average, 0.6 two
/// deviations above, near 1 alone. Seeded and exact: the same rows, options and seed give the same bits on any number of threads.
/// Views and weights were chosen over many labelled sets (the benchmarks' README has the table).
/// </summary>
public sealed class AnomalyEnsemble : IRowScorer
{
    /// <summary>As many rows say what is ordinary; more would only cost time.</summary>
    private const int MostOrdinary = 16_384;

    /// <summary>The random sequence that draws them.</summary>
    private const int Stream = -2;

    /// <summary>At this many standard deviations the score is halfway between average and alone.</summary>
    private const double HalfWay = 8;

    private const int Views = 4;

    /// <summary>Plain forest, oblique forest, nearest rows, relation; they add up to 1.</summary>
    private static readonly double[] Weights = [0.2, 0.2, 0.4, 0.2];

    private readonly IsolationForest _forest;
    private readonly ObliqueForest _oblique;
    private readonly NeighbourBags _neighbours;
    private readonly RelationDistance _relation;
    private readonly ColumnScaling _scaling;
    private readonly ScoreScale[] _scales;
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
        var slanted = ScoreBlocks(scaled, ordinary.Rows, (rows, scores) => _oblique.Score(rows, scores));
        var (plainScale, slantedScale) = (ScoreScale.Of(plain), ScoreScale.Of(slanted));
        var oddness = plain.Zip(slanted, (a, b) => plainScale.Standardise(a) + slantedScale.Standardise(b)).ToArray();
        int[] leastOddFirst = [.. Enumerable.Range(0, ordinary.Rows).OrderBy(r => oddness[r])];
        _neighbours = NeighbourBags.Fit(scaled, ordinary.Columns, leastOddFirst, options.Seed);
        _relation = RelationDistance.Fit(scaled, ordinary.Columns, leastOddFirst);
        _scales =
        [
            plainScale,
            slantedScale,
            ScoreScale.Of(ScoreBlocks(scaled, ordinary.Rows, _neighbours.Score)),
            ScoreScale.Of(ScoreBlocks(scaled, ordinary.Rows, (rows, distances) => _relation.Score(rows, distances))),
        ];
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
    public void Score(FeatureMatrix data, double[] scores) => RowBlocks.Score(data, Columns, scores, _threads, ScoreBlock);

    /// <summary>
    /// How much each column makes a row odd: of each view the columns' shares (what is below zero counting as nothing), times the
    /// view's weight and how many deviations above average it finds the row.
    /// </summary>
    public double[] Contributions(ReadOnlySpan<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Columns);
        var scaled = new float[row.Length];
        _scaling.Apply(row, scaled);
        var standardised = new double[Views];
        Standardise(row, [.. scaled], standardised);
        double[][] own = [_forest.Contributions(row), _oblique.Contributions(scaled), _neighbours.Contributions([.. scaled]), _relation.Contributions(scaled)];
        var parts = new double[row.Length];
        for (var view = 0; view < Views; view++)
        {
            AddShares(parts, own[view], Weights[view] * standardised[view]);
        }

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
        Span<double> views = stackalloc double[Views * scores.Length];
        Standardise(rows, block, views);
        for (var i = 0; i < scores.Length; i++)
        {
            var z = 0.0;
            for (var view = 0; view < Views; view++)
            {
                z += Weights[view] * views[(view * scores.Length) + i];
            }

            scores[i] = 0.5 + (z / (2 * (HalfWay + Math.Abs(z))));
        }

        ArrayPool<float>.Shared.Return(scaled);
    }

    /// <summary>Writes every row's standard deviations above average, view by view.</summary>
    /// <param name="scaled">The same rows scaled; overwritten.</param>
    private void Standardise(ReadOnlySpan<double> rows, Span<float> scaled, Span<double> views)
    {
        var count = views.Length / Views;
        _forest.Score(rows, views[..count]);
        _oblique.Score(scaled, views.Slice(count, count));
        _relation.Score(scaled, views.Slice(3 * count, count));
        _neighbours.Score(scaled, views.Slice(2 * count, count));
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = _scales[i / count].Standardise(views[i]);
        }
    }
}
