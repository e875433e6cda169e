using ChatOps.Database.Checks;

namespace ChatOps.Reports.Html;

/// <summary>
/// One self-contained page: no script, no outside address, pictures as inline SVG, readable in print. It opens from a
/// mail or a disk as well as from us.
/// </summary>
public static class HtmlReport
{
    /// <summary>Findings shown in full; the rest is in the CSV, and the page says so.</summary>
    private const int MostFindings = 500;

    public static string Write(Report report)
    {
        var page = new HtmlWriter();
        page.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Element("title", report.Title).Raw("<style>").Raw(HtmlStyle.Sheet).Raw("</style></head><body><main>");
        WriteHead(page, report);
        HtmlPictures.Write(page, report);
        WriteFindings(page, report);
        HtmlTables.WriteAnomalies(page, report);
        HtmlTables.WriteProfile(page, report);
        WriteList(page, "Not checked", [.. report.NotChecked.Select(item => $"{item.Table}: {item.Reason}")]);
        WriteList(page, "Worth knowing", report.Warnings);
        page.Raw("<footer>").Element("p", $"Run {report.RunId}. Counts are exact over full tables. Every finding carries the SQL that proves it: run it yourself.");
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

        page.Raw("</dl>");
    }

    private static void WriteFindings(HtmlWriter page, Report report)
    {
        if (report.Checks.Count == 0)
            return;
        page.Element("h2", "Findings");
        var findings = report.Findings;
        if (findings.Count == 0)
            page.Element("p", "None.");
        foreach (var finding in findings.Take(MostFindings))
            WriteFinding(page, finding);
        if (findings.Count > MostFindings)
            page.Element("p", $"{Figures.Number(findings.Count - MostFindings)} more are in findings.csv.");
    }

    private static void WriteFinding(HtmlWriter page, Finding finding)
    {
        var severity = Word(finding.Severity);
        page.Raw($"<details class=\"finding {severity}\"{(finding is { Severity: Severity.Error, Excuse: null } ? " open" : "")}><summary>");
        page.Element("span", severity, "badge").Raw(" ").Element("b", Place(finding)).Raw(" ");
        page.Element("span", finding.Rule, "rule").Raw(" ").Element("span", Figures.Count(finding.Count, "case"), "count");
        page.Raw("</summary>").Element("p", finding.Message);
        if (finding.Excuse is { } excuse)
            page.Element("p", Excused(excuse), "excuse");
        HtmlTables.WriteSample(page, finding);
        page.Element("h4", "Proof").Element("pre", finding.Sql);
        if (finding.Fix is { } fix)
            page.Element("h4", "Possible fix (nothing has been changed)").Element("pre", fix);
        page.Raw("</details>");
    }

    private static void WriteList(HtmlWriter page, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        page.Element("h2", heading).Raw("<ul>");
        foreach (var item in items)
            page.Element("li", item);
        page.Raw("</ul>");
    }

    internal static string Place(Finding finding) =>
        finding.Columns.Count == 0 ? finding.Table : $"{finding.Table} ({string.Join(", ", finding.Columns)})";

    /// <summary>An excuse in words.</summary>
    internal static string Excused(Excuse excuse) =>
        $"Excused until {excuse.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}: {excuse.Reason}. It does not count.";

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
