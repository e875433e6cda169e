using System.Globalization;

namespace ChatOps.Database.Anomalies;

/// <summary>What most rows hold, in words for people.</summary>
internal static class TypicalValues
{
    /// <param name="sorted">A sample of the column's numbers, ascending.</param>
    /// <param name="gaps">0..1, the share of rows without such a number.</param>
    public static string OfNumbers(List<double> sorted, bool areDates, double gaps)
    {
        if (gaps > 0.5 || sorted.Count == 0)
        {
            return "usually empty";
        }

        var (low, high) = (Show(Quantile(sorted, 0.05), areDates), Show(Quantile(sorted, 0.95), areDates));
        return low == high ? $"usually {low}" : $"usually {low} to {high}";
    }

    public static string OfCategories(ColumnStatistics statistics)
    {
        var missing = statistics.Rows - statistics.Count(CellKind.Text);
        if (missing * 2 > statistics.Rows)
        {
            return "usually empty";
        }

        var common = statistics.CategoryCounts.Zip(statistics.Categories)
            .OrderByDescending(pair => pair.First).ThenBy(pair => pair.Second, StringComparer.Ordinal).Select(pair => $"'{Short(pair.Second)}'").ToList();
        return common.Count switch
        {
            1 => $"usually {common[0]}",
            <= 4 => $"usually {string.Join(", ", common.SkipLast(1))} or {common[^1]}",
            _ => $"usually one of {common.Count} values such as {string.Join(", ", common.Take(3))}",
        };
    }

    private static double Quantile(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static string Show(double value, bool isDate) => isDate
        ? new DateTime((long)(value * TimeSpan.TicksPerDay)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) is >= 1e15 or (> 0 and < 1e-4) ? "G4" : "0.####", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 30 ? text : text[..29] + "…";
}
