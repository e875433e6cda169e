using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Profiling;

/// <summary>The parts of a profile that follow from one column's pass.</summary>
internal static class ColumnDescription
{
    private const int MostListed = 10;
    private static readonly (string Name, double Share)[] Wanted = [("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)];

    internal static IReadOnlyDictionary<string, long> StoredTypes(ColumnStatistics column) => new Dictionary<string, long>
    {
        ["integer"] = column.Integers,
        ["real"] = column.Reals,
        ["decimal"] = column.Decimals,
        ["text"] = column.Texts,
        ["blob"] = column.Blobs,
    }.Where(pair => pair.Value > 0).ToDictionary();

    internal static IReadOnlyDictionary<string, object?> Quantiles(ColumnStatistics column)
    {
        double[] shares = [.. Wanted.Select(quantile => quantile.Share)];
        IReadOnlyList<object> values = column.Numbers == column.NonFinite ? []
            : column.Counts.Overflowed ? [.. column.Histogram.Quantiles(shares).Select(value => (object)Within(value, column))]
            : Profiling.Quantiles.Of(Sorted(column), column.Numbers - column.NonFinite, shares);
        return Wanted.Zip(values).ToDictionary(pair => pair.First.Name, pair => (object?)pair.Second);
    }

    internal static IReadOnlyList<ValueCount> Top(ValueCounts counts) =>
        [.. Numbers(counts).Concat(Texts(counts.Characters))
            .OrderByDescending(item => item.Count)
            .ThenBy(item => Convert.ToString(item.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .Take(MostListed)
            .Select(item => new ValueCount(item.Value, item.Count))];

    internal static IReadOnlyList<PatternCount> Patterns(ColumnStatistics column) =>
        [.. column.Patterns!.Top(MostListed).Select(item => new PatternCount(item.Mask, item.Count))];

    /// <summary>Integers, all different, that fill the range between the smallest and the largest.</summary>
    internal static bool IsSequence(ColumnStatistics column, long rows, long distinct) =>
        rows > 1 && column.Integers == rows && distinct == rows
        && column is { MinNumber: long min, MaxNumber: long max } && (Int128)max - min == rows - 1;

    /// <summary>An integer equals the real of the same value and is counted with it.</summary>
    private static IEnumerable<(object Value, long Count)> Numbers(ValueCounts counts)
    {
        var integers = Enumerable.Range(0, counts.Integers.Count).Select(index => (Value: (object)counts.Integers.Keys[index], Count: counts.Integers.Counts[index]));
        var reals = Enumerable.Range(0, counts.Reals.Count).Select(index => (Value: (object)BitConverter.Int64BitsToDouble(counts.Reals.Keys[index]), Count: counts.Reals.Counts[index]));
        var decimals = Texts(counts.Decimals).Select(item => (ExactNumber.Of((string)item.Value), item.Count));
        return integers.Concat(reals).GroupBy(item => Key(item.Value)).Select(same => (same.First().Value, same.Sum(item => item.Count))).Concat(decimals);
    }

    private static object Key(object number) =>
        number is double real && real is >= long.MinValue and < 9223372036854775808.0 && real == Math.Floor(real) ? (long)real : number;

    private static IEnumerable<(object Value, long Count)> Texts(TextTable table) =>
        Enumerable.Range(0, table.Count).Select(index => ((object)Encoding.UTF8.GetString(table[index]), table.CountOf(index)));

    private static IEnumerable<(object Value, long Count)> Sorted(ColumnStatistics column) =>
        Numbers(column.Counts).Where(item => double.IsFinite(Rounded(item.Value)))
            .OrderBy(item => Rounded(item.Value))
            .ThenBy(item => item.Value as long?)
            .ThenBy(item => item.Value as decimal?);

    private static double Rounded(object number) => number switch
    {
        long integer => integer,
        double real => real,
        decimal exact => (double)exact,
        string digits => DecimalText.ToDouble(Encoding.ASCII.GetBytes(digits)),
        _ => double.NaN,
    };

    /// <summary>A bin's middle may lie outside what there is.</summary>
    private static double Within(double value, ColumnStatistics column) =>
        Math.Clamp(value, Rounded(column.MinNumber!), Rounded(column.MaxNumber!));
}
