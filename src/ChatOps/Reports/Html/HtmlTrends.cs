using ChatOps.Database.Anomalies.Trends;
using ChatOps.Reports.Charts;

namespace ChatOps.Reports.Html;

/// <summary>What former runs say about the newest one, each with its history as a picture.</summary>
internal static class HtmlTrends
{
    private const int MostPictures = 24;

    public static void Write(HtmlWriter page, Report report)
    {
        if (report.Trends is not { } trends)
            return;
        page.Section("trends", "Compared with former runs").Element("p", Summary(trends));
        if (trends.Findings.Count > 0)
            page.Raw("<div class=\"pictures\">");
        foreach (var trend in trends.Findings.Take(MostPictures))
        {
            page.Raw($"<figure><figcaption class=\"severity {HtmlReport.Word(trend.Severity)}\">").Element("span", trend.Message).Raw("</figcaption>");
            page.Raw(TrendChart.Draw(trend)).Element("p", trend.Rule, "rule").Raw("</figure>");
        }

        if (trends.Findings.Count > 0)
            page.Raw("</div>");
        foreach (var trend in trends.Findings.Skip(MostPictures))
            page.Element("p", $"{HtmlReport.Word(trend.Severity)}: {trend.Message}");
    }

    internal static string Summary(TrendReport trends)
    {
        var tooLittle = trends.TooLittleHistory.Count == 0
            ? ""
            : $" Too few former runs (fewer than {TrendDetector.FewestRuns}) for {string.Join(", ", trends.TooLittleHistory.Take(10).Select(table => table.Table))}{(trends.TooLittleHistory.Count > 10 ? " and others" : "")}.";
        var figures = Figures.Count(trends.Tested, "figure");
        return trends.Tested == 0 ? $"Nothing could be compared.{tooLittle}"
            : trends.Findings.Count == 0 ? $"Nothing unusual: {figures} compared.{tooLittle}"
            : $"{Figures.Number(trends.Findings.Count)} of {figures} {(trends.Findings.Count == 1 ? "is" : "are")} not what former runs let expect.{tooLittle}";
    }
}
