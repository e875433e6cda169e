using ChatOps.Database.Connections;

namespace ChatOps.Database.Anomalies;

/// <summary>One detection: a first pass learns and samples, the method is fitted to the sample, a second pass scores every row.</summary>
internal sealed class AnomalyDetection
{
    /// <summary>Cells that wait to be scored together.</summary>
    private const int BlockCells = 100_000;

    private readonly RowSource _source;
    private readonly AnomalyOptions _options;
    private readonly IProgress<WorkProgress>? _progress;

    public AnomalyDetection(RowSource source, AnomalyOptions options, IProgress<WorkProgress>? progress) =>
        (_source, _options, _progress) = (source, options, progress);

    /// <param name="onScore">Told every row's score in row order.</param>
    public async Task<AnomalyResult> RunAsync(Action<double>? onScore, CancellationToken cancellationToken)
    {
        var (statistics, pool, rows) = await LearnAsync(cancellationToken);
        var choices = _source.Columns.Select((column, i) => (column, Choice: ColumnFeature.Of(column, i, statistics[i]))).ToList();
        var encoder = new FeatureEncoder([.. choices.Select(c => c.Choice.Feature).OfType<ColumnFeature>()]);
        foreach (var feature in encoder.Columns)
        {
            pool.Teach(feature);
        }

        var sample = pool.Encode(encoder);
        var scorer = _options.Method.Fit(
            sample, new IsolationForestOptions { Trees = _options.Trees, SampleSize = _options.SampleSize, Seed = _options.Seed, MaxThreads = _options.MaxThreads });
        var sampleScores = new double[sample.Rows];
        scorer.Score(sample, sampleScores);
        var threshold = ScoreThreshold.Of(sampleScores, _options);
        var top = new OddestRows(_source, encoder, scorer);
        var anomalies = await ScoreAsync(encoder, scorer, threshold, rows, top, onScore, cancellationToken);
        return new AnomalyResult
        {
            Table = _options.Table,
            Columns = [.. encoder.Columns.Select(c => c.Column)],
            Ignored = [.. _source.Ignored, .. choices.Where(c => c.Choice.Reason is not null).Select(c => new IgnoredColumn(c.column, c.Choice.Reason!))],
            Rows = rows,
            Method = _options.Method.Word(),
            Seed = _options.Seed,
            Threshold = threshold,
            Anomalies = anomalies,
            Top = top.Explain(),
            Sql = _source.Sql,
            Notes = _source.Notes,
            Scatter = ScatterSample.Of(encoder, pool, sampleScores, threshold, top),
        };
    }

    private async Task<(ColumnStatistics[] Statistics, RowPool Pool, long Rows)> LearnAsync(CancellationToken cancellationToken)
    {
        var statistics = _source.Columns.Select(_ => new ColumnStatistics()).ToArray();
        var pool = new RowPool(statistics.Length, _options.Seed);
        var rows = 0L;
        await foreach (var row in _source.ReadAsync(cancellationToken))
        {
            for (var c = 0; c < statistics.Length; c++)
            {
                statistics[c].Add(row[c]);
            }

            pool.Offer(row, statistics);
            Report(++rows, null);
        }

        return (statistics, pool, rows);
    }

    private async Task<long> ScoreAsync(
        FeatureEncoder encoder, IRowScorer scorer, double threshold, long total, OddestRows top, Action<double>? onScore, CancellationToken cancellationToken)
    {
        var width = _source.Width;
        var size = Math.Clamp(BlockCells / Math.Max(1, width), 16, 4_096);
        var cells = new Cell[size * width];
        var features = new double[size * encoder.Width];
        var scores = new double[size];
        var (anomalies, scored, filled) = (0L, 0L, 0);
        await foreach (var row in _source.ReadAsync(cancellationToken))
        {
            row.CopyTo(cells, filled * width);
            encoder.Encode(row, features.AsSpan(filled * encoder.Width));
            if (++filled == size)
            {
                Flush();
            }
        }

        Flush();
        return anomalies;

        void Flush()
        {
            scorer.Score(new FeatureMatrix(features, filled, encoder.Width), scores);
            for (var i = 0; i < filled; i++)
            {
                onScore?.Invoke(scores[i]);
                if (scores[i] >= threshold)
                {
                    anomalies++;
                    top.Offer(scored + i, scores[i], cells.AsSpan(i * width, width));
                }
            }

            scored += filled;
            filled = 0;
            Report(scored, total);
        }
    }

    private void Report(long rows, long? total)
    {
        if (total is not null || rows % 65_536 == 0)
        {
            _progress?.Report(new WorkProgress(rows, total, "rows", _options.Table));
        }
    }
}
