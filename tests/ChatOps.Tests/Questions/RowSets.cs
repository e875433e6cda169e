using System.Globalization;

namespace ChatOps.Tests.Questions;

/// <summary>Execution accuracy: the same rows, the columns in any order.</summary>
internal static class RowSets
{
    public static bool AreSame(IReadOnlyList<object?[]> left, IReadOnlyList<object?[]> right, bool inOrder)
    {
        if (left.Count != right.Count)
            return false;
        if (left.Count == 0)
            return true;
        if (left[0].Length != right[0].Length)
            return false;
        var wanted = Texts(right, [.. Enumerable.Range(0, right[0].Length)], inOrder);
        return Orders(left[0].Length).Any(order => Texts(left, order, inOrder).SequenceEqual(wanted));
    }

    private static List<string> Texts(IReadOnlyList<object?[]> rows, int[] order, bool inOrder)
    {
        var texts = rows.Select(row => string.Join('\u001f', order.Select(column => Text(row[column])))).ToList();
        if (!inOrder)
            texts.Sort(StringComparer.Ordinal);
        return texts;
    }

    private static string Text(object? value) => value switch
    {
        null => "\0",
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Number(number),
        string text => text,
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static string Number(double number) => Math.Round(number, 4).ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<int[]> Orders(int columns) => columns > 6 ? [[.. Enumerable.Range(0, columns)]] : Orders([], [.. Enumerable.Range(0, columns)]);

    private static IEnumerable<int[]> Orders(int[] chosen, int[] left) =>
        left.Length == 0 ? [chosen] : left.SelectMany(next => Orders([.. chosen, next], [.. left.Where(other => other != next)]));
}
