namespace ChatOps.Database.Anomalies;

/// <summary>What the first pass learns about one column, in bounded memory.</summary>
internal sealed class ColumnStatistics
{
    /// <summary>A text column with more different values than this is no category.</summary>
    public const int MostCategories = 200;

    private readonly Dictionary<string, int> _categories = new(StringComparer.Ordinal);
    private readonly long[] _kinds = new long[5];
    private Cell _previous;

    /// <summary>Rows per category, by category number.</summary>
    public List<long> CategoryCounts { get; } = [];

    /// <summary>Category texts, by category number.</summary>
    public List<string> Categories { get; } = [];

    public bool HasTooManyCategories { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Every row so far holds the integer after the one before.</summary>
    public bool CountsUp { get; private set; } = true;

    public long Rows { get; private set; }

    public long Count(CellKind kind) => _kinds[(int)kind];

    public void Add(in Cell cell)
    {
        CountsUp &= cell.Integer is { } whole && (Rows == 0 || whole == _previous.Integer + 1);
        _previous = cell;
        Rows++;
        _kinds[(int)cell.Kind]++;
        if (cell.Kind is CellKind.Number or CellKind.Date)
        {
            Min = Math.Min(Min, cell.Number);
            Max = Math.Max(Max, cell.Number);
        }
        else if (cell.Kind == CellKind.Text && !HasTooManyCategories)
        {
            AddCategory(cell.Value!);
        }
    }

    /// <summary>The category's number, or -1 when there is none.</summary>
    public int CategoryOf(string text) => _categories.GetValueOrDefault(text, -1);

    private void AddCategory(string text)
    {
        if (_categories.TryGetValue(text, out var number))
        {
            CategoryCounts[number]++;
        }
        else if (_categories.Count < MostCategories)
        {
            _categories.Add(text, _categories.Count);
            Categories.Add(text);
            CategoryCounts.Add(1);
        }
        else
        {
            HasTooManyCategories = true;
        }
    }
}
