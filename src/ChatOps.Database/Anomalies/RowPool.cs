namespace ChatOps.Database.Anomalies;

/// <summary>
/// A uniform sample of rows drawn while they stream by (reservoir sampling, Vitter's algorithm R, ACM TOMS 1985), at nine bytes a cell.
/// It is what trees draw their rows from, and what quantiles and the threshold are taken of.
/// </summary>
internal sealed class RowPool
{
    private const int MostRows = 65_536;
    private const int MostCells = 1_500_000;

    private readonly int _columns;
    private readonly int _capacity;
    private readonly List<double[]> _values = [];
    private readonly List<CellKind[]> _kinds = [];
    private SeededRandom _random;
    private long _seen;

    public RowPool(int columns, int seed)
    {
        _columns = columns;
        _capacity = Math.Clamp(MostCells / Math.Max(1, columns), 256, MostRows);
        _random = new SeededRandom(seed, -1);
    }

    public int Count => _values.Count;

    /// <param name="statistics">Of each column; they number the categories.</param>
    public void Offer(Cell[] row, ColumnStatistics[] statistics)
    {
        var slot = _seen < _capacity ? _seen : _random.Below(_seen + 1);
        _seen++;
        if (slot >= _capacity)
        {
            return;
        }

        if (slot == _values.Count)
        {
            _values.Add(new double[_columns]);
            _kinds.Add(new CellKind[_columns]);
        }

        for (var c = 0; c < _columns; c++)
        {
            _kinds[(int)slot][c] = row[c].Kind;
            _values[(int)slot][c] = row[c].Kind == CellKind.Text ? statistics[c].CategoryOf(row[c].Value!) : row[c].Number;
        }
    }

    /// <summary>Lets a feature learn from its column.</summary>
    public void Teach(ColumnFeature feature) => feature.Learn(
        [.. _kinds.Select(row => row[feature.Position])], [.. _values.Select(row => row[feature.Position])]);

    /// <summary>The sample as features.</summary>
    public FeatureMatrix Encode(FeatureEncoder encoder)
    {
        var values = new double[Count * encoder.Width];
        for (var r = 0; r < Count; r++)
        {
            encoder.Encode(_kinds[r], _values[r], values.AsSpan(r * encoder.Width, encoder.Width));
        }

        return new FeatureMatrix(values, Count, encoder.Width);
    }

    /// <summary>A column's kind and number in one sampled row.</summary>
    public (CellKind Kind, double Number) this[int row, int column] => (_kinds[row][column], _values[row][column]);
}
