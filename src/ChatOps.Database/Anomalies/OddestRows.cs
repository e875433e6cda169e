namespace ChatOps.Database.Anomalies;

/// <summary>The fifty oddest rows so far; of equal scores the earlier row stays.</summary>
internal sealed class OddestRows
{
    private const int Most = 50;

    private readonly RowSource _source;
    private readonly FeatureEncoder _encoder;
    private readonly IRowScorer _scorer;
    private readonly PriorityQueue<Candidate, (double Score, long Before)> _rows = new();

    public OddestRows(RowSource source, FeatureEncoder encoder, IRowScorer scorer) => (_source, _encoder, _scorer) = (source, encoder, scorer);

    /// <summary>Oddest first.</summary>
    public IReadOnlyList<Candidate> All =>
        [.. _rows.UnorderedItems.OrderByDescending(item => item.Priority.Score).ThenBy(item => item.Element.Row).Select(item => item.Element)];

    public void Offer(long row, double score, ReadOnlySpan<Cell> cells)
    {
        var priority = (score, -row);
        if (_rows.Count == Most && _rows.TryPeek(out _, out var least) && priority.CompareTo(least) <= 0)
        {
            return;
        }

        _rows.Enqueue(new Candidate(row, score, cells.ToArray()), priority);
        if (_rows.Count > Most)
        {
            _rows.Dequeue();
        }
    }

    public IReadOnlyList<AnomalousRow> Explain() => [.. All.Select(row => new AnomalousRow(Key(row), row.Score, Reasons(row)))];

    /// <summary>Each column's share in a row's oddness, 0..1.</summary>
    public double[] Shares(Candidate row)
    {
        var features = new double[_encoder.Width];
        _encoder.Encode(row.Cells, features);
        return _encoder.Shares(_scorer.Contributions(new FeatureMatrix(features, 1, features.Length).Row(0)));
    }

    private Dictionary<string, object?> Key(Candidate row)
    {
        if (_source.KeyColumns.Count == 0)
        {
            return new Dictionary<string, object?> { ["row"] = row.Row + 1 };
        }

        var cells = row.Cells.AsSpan(_source.Columns.Count).ToArray();
        return _source.KeyColumns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.ToValue());
    }

    private AnomalyReason[] Reasons(Candidate row) =>
        [.. _encoder.Columns.Zip(Shares(row))
            .Where(pair => pair.Second > 0)
            .OrderByDescending(pair => pair.Second)
            .Select(pair => new AnomalyReason(pair.First.Column, row.Cells[pair.First.Position].ToValue(), pair.Second, pair.First.Typical))];

    /// <param name="Row">Its position, from zero.</param>
    internal sealed record Candidate(long Row, double Score, Cell[] Cells);
}
