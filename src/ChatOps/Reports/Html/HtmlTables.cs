using ChatOps.Database.Anomalies;
using ChatOps.Database.Checks;

namespace ChatOps.Reports.Html;

/// <summary>The parts of the page that are tables.</summary>
internal static class HtmlTables
{
    private const int OddRowsShown = 10;

    public static void WriteSample(HtmlWriter page, Finding finding)
    {
        if (finding.Sample.Count == 0)
            return;
        var columns = finding.Sample.SelectMany(row => row.Keys).Distinct().ToList();
        page.Element("h4", finding.Sample.Count < finding.Count ? $"The first {finding.Sample.Count} of {Figures.Number(finding.Count)}" : "All of them");
        page.Raw("<div class=\"wide\"><table>").Row(columns, "th");
        foreach (var row in finding.Sample)
            page.Row(columns.Select(column => Figures.Quoted(row.GetValueOrDefault(column))));
        page.Raw("</table></div>");
    }

    public static void WriteAnomalies(HtmlWriter page, Report report)
    {
        if (report.Anomalies is not { } anomalies)
            return;
        page.Section("odd-rows", "Odd rows");
        page.Element("p", "An odd row is not proof of an error: it is unlike the others when several columns are taken together.");
        foreach (var table in anomalies.Tables.Where(table => table.Anomalies > 0))
            WriteOddRows(page, table);
        if (anomalies.Tables.All(table => table.Anomalies == 0))
            page.Element("p", "No row stands out.");
        if (anomalies.NotScored.Count > 0)
            page.Element("p", $"Nothing to compare, so not scored: {string.Join(", ", anomalies.NotScored)}.", "rule");
    }

    private static void WriteOddRows(HtmlWriter page, AnomalyResult result)
    {
        page.Element("h3", $"{result.Table}: {Figures.Count(result.Anomalies, "odd row")} of {Figures.Number(result.Rows)}");
        page.Element("p", $"Method {result.Method}, seed {result.Seed}, threshold {Figures.Statistic(result.Threshold)}, over {string.Join(", ", result.Columns)}.", "rule");
        page.Raw("<div class=\"wide\"><table>").Row(["Row", "Score", "Why"], "th");
        foreach (var row in result.Top.Where(row => row.Score >= result.Threshold).Take(OddRowsShown))
            page.Row([Key(row), Figures.Statistic(row.Score), Why(row)]);
        page.Raw("</table></div>");
    }

    internal static string Key(AnomalousRow row) =>
        string.Join(", ", row.Key.Select(pair => $"{pair.Key} {Figures.Value(pair.Value)}"));

    internal static string Why(AnomalousRow row) =>
        string.Join("; ", row.Reasons.Take(3).Select(reason => $"{reason.Column} is {Figures.Quoted(reason.Value)}, {reason.Typical}"));
}
