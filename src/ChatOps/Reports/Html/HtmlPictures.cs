using ChatOps.Database.Checks;
using ChatOps.Reports.Charts;

namespace ChatOps.Reports.Html;

/// <summary>The report's pictures: findings by table, null rates, odd rows.</summary>
internal static class HtmlPictures
{
    private const int MostBars = 14;

    public static void Write(HtmlWriter page, Report report)
    {
        var pictures = Pictures(report).ToList();
        if (pictures.Count == 0)
            return;
        page.Section("glance", "At a glance").Raw("<div class=\"pictures\">");
        foreach (var (caption, svg) in pictures)
            page.Raw("<figure>").Element("figcaption", caption).Raw(svg).Raw("</figure>");
        page.Raw("</div>");
    }

    private static IEnumerable<(string Caption, string Svg)> Pictures(Report report)
    {
        if (report.Counted is { Count: > 0 } counted)
            yield return (TablesCaption(counted.Select(finding => finding.Table).Distinct().Count()), FindingsByTable(counted));
        var nullRates = NullRates(report);
        if (nullRates.Count > 0)
            yield return ("Null rate by column, highest first", BarChart.Draw(nullRates, percent: true));
        if (report.Anomalies?.Tables.Where(table => table.Scatter is { Points.Count: > 0 }).MaxBy(table => table.Anomalies) is { Scatter: { } scatter } odd)
            yield return ($"Odd rows in {odd.Table}: {Figures.Number(odd.Anomalies)} of {Figures.Number(odd.Rows)}, {Figures.Number(scatter.Points.Count)} drawn", ScatterChart.Draw(scatter));
    }

    private static string TablesCaption(int tables) =>
        $"Findings by table{(tables > MostBars ? $", the {MostBars} with most of {tables}" : "")}: errors red, warnings amber, notes blue";

    private static string FindingsByTable(IReadOnlyList<Finding> findings) =>
        BarChart.Draw([.. findings.GroupBy(finding => finding.Table)
            .OrderByDescending(table => table.Count())
            .ThenBy(table => table.Key, StringComparer.Ordinal)
            .Take(MostBars)
            .Select(table => new ChartBar(table.Key,
                [.. new[] { Severity.Error, Severity.Warning, Severity.Info }.Select(severity =>
                    new ChartSegment(HtmlReport.Word(severity), table.Count(finding => finding.Severity == severity)))]))]);

    private static List<ChartBar> NullRates(Report report) =>
        [.. (report.Profile?.Tables ?? [])
            .Where(table => table.Rows > 0)
            .SelectMany(table => table.Columns.Select(column => (Label: $"{table.Name}.{column.Name}", Rate: 100.0 * column.Nulls / table.Rows)))
            .Where(column => column.Rate > 0)
            .OrderByDescending(column => column.Rate)
            .ThenBy(column => column.Label, StringComparer.Ordinal)
            .Take(MostBars)
            .Select(column => new ChartBar(column.Label, [new ChartSegment("bar", column.Rate)]))];
}
