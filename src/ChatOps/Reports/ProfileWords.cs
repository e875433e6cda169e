using System.Globalization;
using ChatOps.Database.Profiling;

namespace ChatOps.Reports;

/// <summary>The parts of a profile as people read them.</summary>
internal static class ProfileWords
{
    private const int TopShown = 3;

    /// <summary>An estimate says that it is one.</summary>
    public static string Distinct(ColumnProfile column) => (column.DistinctIsApproximate ? "about " : "") + Figures.Number(column.Distinct);

    /// <summary>Quantiles with their error, where they have one; nothing for a column without numbers.</summary>
    public static string Quantiles(ColumnProfile column) => column.Quantiles.Count == 0
        ? ""
        : string.Join(" · ", column.Quantiles.Select(pair => Number(pair.Value))) + (column.QuantilesWithin is { } error ? string.Create(CultureInfo.InvariantCulture, $" (±{error * 100:0.#} %)") : "");

    /// <summary>What the column is: a key, personal data, what its texts mean and look like, its most frequent values.</summary>
    public static string Remarks(TableProfile table, ColumnProfile column)
    {
        var remarks = new List<string>();
        if (column.Pii is { } reason)
            remarks.Add($"personal data: {reason}");
        if (column.Meaning is { } meaning)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{meaning.Type}{(meaning.Format is null ? "" : $" {meaning.Format}")} in {Math.Floor(meaning.Share * 1000) / 10:0.#} % of the texts"));
        if (table.CandidateKeys.Any(key => key.Count == 1 && key[0] == column.Name))
            remarks.Add(column.Sequence ? "key, numbered without gaps" : "key");
        if (column.Constant)
            remarks.Add("the same in every row");
        if (column.NonFinite > 0)
            remarks.Add($"{Figures.Number(column.NonFinite)} not finite, left out");
        if (column is { Top: { Count: > 0 } top, Constant: false } && top[0].Count > 1)
            remarks.Add("mostly " + string.Join(", ", top.Take(TopShown).Select(item => $"{Figures.Quoted(item.Value)} ({Figures.Number(item.Count)})")));
        else if (column.Patterns.Count > 0)
            remarks.Add($"shape {column.Patterns[0].Pattern}");
        return string.Join("; ", remarks);
    }

    /// <summary>What holds between columns, a sentence each.</summary>
    public static IEnumerable<string> Relations(TableProfile table)
    {
        foreach (var key in table.CandidateKeys.Where(key => key.Count > 1))
            yield return $"{string.Join(" and ", key)} together tell every two rows apart.";
        foreach (var pair in table.Correlations)
            yield return string.Create(CultureInfo.InvariantCulture, $"{pair.X} and {pair.Y} go together (correlation {pair.Coefficient:0.000} over {Figures.Count(pair.Rows, "row")}).");
        foreach (var pair in table.Dependencies)
            yield return $"{pair.From} decides {pair.To} in every row.";
    }

    private static string Number(object? value) => value is double number ? Figures.Statistic(number) : Figures.Value(value);
}
