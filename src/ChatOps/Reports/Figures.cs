using System.Globalization;

namespace ChatOps.Reports;

/// <summary>How numbers and values read in every report and card.</summary>
public static class Figures
{
    private const int LongestValue = 80;

    /// <summary>12345 as <c>12,345</c>.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun, as <c>1 row</c> and <c>2 rows</c>.</summary>
    public static string Count(long value, string singular, string? plural = null) =>
        $"{Number(value)} {(value == 1 ? singular : plural ?? singular + "s")}";

    /// <summary>Bytes as <c>812 B</c>, <c>4.2 KB</c>, <c>1.3 GB</c>; 1 KB is 1,000 bytes.</summary>
    public static string Bytes(long bytes)
    {
        ReadOnlySpan<string> units = ["B", "KB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < units.Length - 1)
            (value, unit) = (value / 1000, unit + 1);
        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    /// <summary>A duration as <c>0.4 s</c>, <c>12 s</c>, <c>3 min 5 s</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 10 => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 60 => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        _ => $"{(long)duration.TotalMinutes} min {duration.Seconds} s",
    };

    /// <summary>A statistic with at most six significant digits; nothing for one that is not a number.</summary>
    public static string Statistic(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("G6", CultureInfo.InvariantCulture) : "";

    /// <summary>A database value on one line: NULL, bytes in hex, control characters made visible, long texts cut.</summary>
    public static string Value(object? value)
    {
        var text = value switch
        {
            null or DBNull => "NULL",
            byte[] bytes => "\\x" + Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 16))) + (bytes.Length > 16 ? "…" : ""),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return Cut(MakeVisible(text));
    }

    /// <summary>Like <see cref="Value"/>, with quotes around texts so that blanks at their ends show.</summary>
    public static string Quoted(object? value) => value is string ? $"\"{Value(value)}\"" : Value(value);

    private static string Cut(string text) => text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";

    private static string MakeVisible(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ when char.IsControl(c) => $"\\u{(int)c:x4}", _ => c.ToString() }))
            : text;
}
