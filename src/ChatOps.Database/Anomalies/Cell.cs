using System.Globalization;

namespace ChatOps.Database.Anomalies;

/// <summary>What a cell holds, as far as the forest is concerned.</summary>
internal enum CellKind : byte
{
    /// <summary>NULL, NaN, or an empty cell of a file.</summary>
    Missing,

    /// <summary>A number, also one that is stored as text.</summary>
    Number,

    /// <summary>An ISO 8601 date or date with time, stored as text.</summary>
    Date,

    /// <summary>Any other text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Blob,
}

/// <summary>One value as it was read: for the forest (kind and number) and for people (the value itself).</summary>
/// <param name="Number">The number; for a date the days since 0001-01-01 with the time as a fraction; else 0.</param>
/// <param name="Value">null, <see cref="string"/>, or null for a number that <see cref="Integer"/> or <paramref name="Number"/> holds.</param>
internal readonly record struct Cell(CellKind Kind, double Number, string? Value)
{
    /// <summary>Longer texts are cut: nothing that long is a category, and memory stays bounded.</summary>
    private const int LongestText = 200;

    public static readonly Cell Missing = new(CellKind.Missing, 0, null);

    public static readonly Cell Blob = new(CellKind.Blob, 0, null);

    /// <summary>Set for a 64-bit integer, which a double could round.</summary>
    public long? Integer { get; private init; }

    public static Cell Of(long value) => new(CellKind.Number, value, null) { Integer = value };

    public static Cell Of(double value) => double.IsNaN(value) ? Missing : new(CellKind.Number, value, null);

    public static Cell Of(string text)
    {
        if (TryNumber(text, out var number))
        {
            return double.IsNaN(number) ? Missing : new Cell(CellKind.Number, number, text);
        }

        return TryDate(text, out var days)
            ? new Cell(CellKind.Date, days, text)
            : new Cell(CellKind.Text, 0, text.Length > LongestText ? text[..LongestText] : text);
    }

    /// <summary>The value for people.</summary>
    public object? ToValue() => Kind switch
    {
        CellKind.Missing => null,
        CellKind.Blob => "(bytes)",
        _ => Value ?? (Integer is { } whole ? (object)whole : Number),
    };

    /// <summary>A code such as 00123 or +49 30 is no number.</summary>
    private static bool TryNumber(string text, out double number)
    {
        number = 0;
        var isCode = text.Length == 0 || text[0] == '+' || char.IsWhiteSpace(text[0]) || (text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]));
        return !isCode && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryDate(string text, out double days)
    {
        days = 0;
        if (text.Length is < 10 or > 35 || text[4] != '-' || text[7] != '-' || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isDate = DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles, out var date);
        days = date.Ticks / (double)TimeSpan.TicksPerDay;
        return isDate;
    }
}
