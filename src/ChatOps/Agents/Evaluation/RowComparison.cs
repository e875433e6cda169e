using System.Globalization;

namespace ChatOps.Agents.Evaluation;

/// <summary>Whether two results say the same: the same rows as often, in whatever order of the columns; in order only where that matters. Numbers within a millionth.</summary>
internal static class RowComparison
{
    /// <summary>Columns of which every order is tried; beyond that they must stand in the same order.</summary>
    private const int MostReordered = 7;

    private const int Decimals = 6;

    public static bool Same(IReadOnlyList<object?[]> expected, IReadOnlyList<object?[]> given, bool orderMatters)
    {
        if (expected.Count != given.Count)
            return false;
        if (expected.Count == 0)
            return true;
        var width = expected[0].Length;
        if (given[0].Length != width)
            return false;
        var (left, right) = (Texts(expected), Texts(given));
        var wanted = Rows(left, [.. Enumerable.Range(0, width)], orderMatters);
        // A column can only stand for one that holds the same values.
        var places = Enumerable.Range(0, width).Select(column => Enumerable.Range(0, width).Where(other => Column(left, column).SequenceEqual(Column(right, other))).ToArray()).ToArray();
        return width <= MostReordered
            ? Orders(places, []).Any(order => Rows(right, order, orderMatters).SequenceEqual(wanted, StringComparer.Ordinal))
            : Rows(right, [.. Enumerable.Range(0, width)], orderMatters).SequenceEqual(wanted, StringComparer.Ordinal);
    }

    private static IEnumerable<int[]> Orders(int[][] places, int[] chosen)
    {
        if (chosen.Length == places.Length)
            return [chosen];
        return places[chosen.Length].Where(column => !chosen.Contains(column)).SelectMany(column => Orders(places, [.. chosen, column]));
    }

    private static IEnumerable<string> Column(string[][] rows, int column) => rows.Select(row => row[column]).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rows(string[][] rows, int[] order, bool orderMatters)
    {
        var written = rows.Select(row => string.Join('\u001f', order.Select(column => row[column])));
        return orderMatters ? written : written.Order(StringComparer.Ordinal);
    }

    private static string[][] Texts(IReadOnlyList<object?[]> rows) => [.. rows.Select(row => row.Select(Text).ToArray())];

    private static string Text(object? value) => value switch
    {
        null => "\u0000",
        byte[] bytes => Convert.ToHexString(bytes),
        bool flag => flag ? "1" : "0",
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Number(number),
        string text => text,
        IConvertible number => Number(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => value.ToString() ?? "",
    };

    private static string Number(double number) => Math.Round(number, Decimals).ToString("R", CultureInfo.InvariantCulture);
}
