namespace ChatOps.Database.Anomalies;

/// <summary>How a column's values become numbers.</summary>
internal enum FeatureKind
{
    /// <summary>The number itself.</summary>
    Number,

    /// <summary>Days.</summary>
    Date,

    /// <summary>The logarithm of the share of rows that hold the same value.</summary>
    Category,
}

/// <summary>
/// One column that the forest looks at. In a column of numbers or dates a missing value (NULL, NaN, or something of another kind)
/// counts as the column's median, so that it is not odd there, and a second feature says whether the value is missing, so that a gap
/// where others have none is odd by itself. In a column of categories a missing value is a category of its own.
/// </summary>
internal sealed class ColumnFeature
{
    private readonly ColumnStatistics _statistics;
    private readonly double[] _byCategory;
    private double _median;

    private ColumnFeature(string column, int position, FeatureKind kind, ColumnStatistics statistics)
    {
        (Column, Position, Kind, _statistics) = (column, position, kind, statistics);
        HasValue = kind == FeatureKind.Category || statistics.Min < statistics.Max;
        HasGaps = kind != FeatureKind.Category && Own < statistics.Rows;
        _byCategory = [.. statistics.CategoryCounts.Select(count => Math.Log((double)count / statistics.Rows))];
    }

    public string Column { get; }

    /// <summary>Where the cell stands in a row.</summary>
    public int Position { get; }

    public FeatureKind Kind { get; }

    /// <summary>How many numbers the column gives to a row: 1 or 2.</summary>
    public int Width => (HasValue ? 1 : 0) + (HasGaps ? 1 : 0);

    /// <summary>What most rows hold, in words.</summary>
    public string Typical { get; private set; } = "";

    public bool HasValue { get; }

    private bool HasGaps { get; }

    private long Own => _statistics.Count(Kind == FeatureKind.Date ? CellKind.Date : CellKind.Number);

    /// <summary>The feature of a column, or the reason why there is none.</summary>
    public static (ColumnFeature? Feature, string? Reason) Of(string column, int position, ColumnStatistics statistics)
    {
        var (numbers, dates, texts) = (statistics.Count(CellKind.Number), statistics.Count(CellKind.Date), statistics.Count(CellKind.Text));
        var filled = numbers + dates + texts;
        if (filled == 0)
        {
            return (null, statistics.Count(CellKind.Blob) > 0 ? "bytes" : "always empty");
        }

        if (statistics is { CountsUp: true, Rows: >= 10 })
        {
            return (null, "counts the rows");
        }

        var kind = numbers * 2 >= filled ? FeatureKind.Number : dates * 2 >= filled ? FeatureKind.Date : FeatureKind.Category;
        if (kind == FeatureKind.Category && (statistics.HasTooManyCategories || statistics.Categories.Count * 2 > texts))
        {
            return (null, "text with many different values");
        }

        var feature = new ColumnFeature(column, position, kind, statistics);
        var isConstant = kind == FeatureKind.Category ? statistics.Categories.Count == 1 && texts == statistics.Rows : feature.Width == 0;
        return isConstant ? (null, "always the same value") : (feature, null);
    }

    /// <summary>Learns the median and the typical values from a sample of the column.</summary>
    /// <param name="kinds">The kinds of the sample's cells.</param>
    /// <param name="values">Their numbers; category numbers for texts.</param>
    public void Learn(ReadOnlySpan<CellKind> kinds, ReadOnlySpan<double> values)
    {
        var wanted = Kind == FeatureKind.Date ? CellKind.Date : CellKind.Number;
        var own = new List<double>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (kinds[i] == wanted)
            {
                own.Add(values[i]);
            }
        }

        own.Sort();
        _median = own.Count == 0 ? _statistics.Min : own[own.Count / 2];
        Typical = Kind == FeatureKind.Category
            ? TypicalValues.OfCategories(_statistics)
            : TypicalValues.OfNumbers(own, Kind == FeatureKind.Date, 1 - ((double)Own / _statistics.Rows));
    }

    /// <summary>Writes the column's numbers and returns how many.</summary>
    public int Encode(in Cell cell, Span<double> target) =>
        Encode(cell.Kind, cell.Kind == CellKind.Text ? _statistics.CategoryOf(cell.Value!) : cell.Number, target);

    /// <param name="number">The category's number for a text.</param>
    public int Encode(CellKind kind, double number, Span<double> target)
    {
        if (Kind == FeatureKind.Category)
        {
            target[0] = kind == CellKind.Text && number >= 0
                ? _byCategory[(int)number]
                : Math.Log(Math.Max(1, _statistics.Count(kind)) / (double)_statistics.Rows);
            return 1;
        }

        var gap = kind != (Kind == FeatureKind.Date ? CellKind.Date : CellKind.Number);
        var width = 0;
        if (HasValue)
        {
            target[width++] = gap ? _median : number;
        }

        if (HasGaps)
        {
            target[width++] = gap ? 1 : 0;
        }

        return width;
    }
}
