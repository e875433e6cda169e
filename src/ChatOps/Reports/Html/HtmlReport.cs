using System.Security.Cryptography;
using System.Text;
using ChatOps.Database.Checks;

namespace ChatOps.Reports.Html;

/// <summary>
/// One self-contained page: no script, no outside address, pictures as inline SVG, readable in print. Its own policy allows
/// its one style sheet by digest and nothing else, so whatever slipped into it can neither run nor fetch. It opens from a
/// mail or a disk as well as from us.
/// </summary>
public static class HtmlReport
{
    /// <summary>The source expression that a Content-Security-Policy needs for the page's style sheet.</summary>
    public static string StyleSource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Sheet)))}'";

    public static string Write(Report report)
    {
        var body = new HtmlWriter();
        HtmlPictures.Write(body, report);
        HtmlFindings.Write(body, report);
        HtmlFindings.WriteFixes(body, report);
        HtmlDrift.Write(body, report);
        HtmlTrends.Write(body, report);
        HtmlTables.WriteAnomalies(body, report);
        HtmlStructure.Write(body, report);
        HtmlProfile.Write(body, report);
        WriteNotChecked(body, report);
        var page = new HtmlWriter();
        page.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {StyleSource}\">");
        page.Element("title", report.Title).Raw("<style>").Raw(HtmlStyle.Sheet).Raw("</style></head><body><main>");
        WriteHead(page, report);
        WriteContents(page, body);
        page.Raw(body.ToString()).Raw("<footer>").Element("p", $"Run {report.RunId}. Counts are exact over full tables. Every finding carries the SQL that proves it: run it yourself.");
        return page.Raw("</footer></main></body></html>\n").ToString();
    }

    private static void WriteHead(HtmlWriter page, Report report)
    {
        var verdict = report.Verdict;
        page.Element("h1", report.Title);
        page.Element("p", $"{verdict.Sentence}", $"verdict {Tone(verdict)}");
        page.Raw("<dl class=\"facts\">");
        page.Pair("Connection", report.Connection);
        page.Pair("Written", report.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        page.Pair("Tables", Figures.Number(report.Tables.Count));
        page.Pair("Rows", Figures.Number(report.Tables.Sum(table => table.Rows)));
        if (report.Checks.Count > 0)
        {
            page.Pair("Errors", Figures.Number(verdict.Errors));
            page.Pair("Warnings", Figures.Number(verdict.Warnings));
            page.Pair("Notes", Figures.Number(verdict.Infos));
        }

        if (report.NotChecked.Count > 0)
            page.Pair("Not checked", Figures.Number(report.NotChecked.Count));
        page.Raw("</dl>");
    }

    private static void WriteContents(HtmlWriter page, HtmlWriter body)
    {
        if (body.Sections.Count < 2)
            return;
        page.Raw("<nav aria-label=\"Contents\">");
        foreach (var (id, title) in body.Sections)
            page.Raw($"<a href=\"#{id}\">").Text(title).Raw("</a>");
        page.Raw("</nav>");
    }

    private static void WriteNotChecked(HtmlWriter page, Report report)
    {
        if (report.NotChecked.Count == 0)
            return;
        page.Section("not-checked", "Not checked");
        page.Element("p", "Nothing is known about these: that nothing was found there does not mean that nothing is there.");
        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["Table", "Reason"], "th");
        foreach (var item in report.NotChecked)
            page.Row([item.Table, item.Reason]);
        page.Raw("</table></div>");
    }

    internal static string Place(Finding finding) =>
        finding.Columns.Count == 0 ? finding.Table : $"{finding.Table} ({string.Join(", ", finding.Columns)})";

    internal static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    private static string Tone(ReportVerdict verdict) => verdict.Worst switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => verdict.Incomplete ? "warning" : "good",
    };
}
