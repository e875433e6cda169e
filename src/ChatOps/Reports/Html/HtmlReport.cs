using ChatOps.Database.Checks;

namespace ChatOps.Reports.Html;

/// <summary>A report as a page.</summary>
public static class HtmlReport
{
    public static string Write(Report report)
    {
        var body = new HtmlWriter();
        WriteExplanations(body, report);
        HtmlPictures.Write(body, report);
        HtmlFindings.Write(body, report);
        HtmlFindings.WriteFixes(body, report);
        HtmlDrift.Write(body, report);
        HtmlTrends.Write(body, report);
        HtmlTables.WriteAnomalies(body, report);
        HtmlStructure.Write(body, report);
        HtmlProfile.Write(body, report);
        WriteNotChecked(body, report);
        WriteWarnings(body, report);
        return HtmlPage.Write(
            report.Title, page => WriteHead(page, report), body, $"Run {report.RunId}. Counts are exact over full tables. Every finding carries the SQL that proves it: run it yourself.");
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
        WriteTranslation(page, report.Translation);
        WriteIntroduction(page, report.Introduction);
    }

    private static void WriteTranslation(HtmlWriter page, ReportTranslation? translation)
    {
        if (translation is null)
            return;
        page.Raw("<section class=\"introduction\">");
        foreach (var sentence in translation.Sentences)
            page.Element("p", sentence);
        page.Element("p", translation.Source, "quiet").Raw("</section>");
    }

    private static void WriteIntroduction(HtmlWriter page, ReportIntroduction? introduction)
    {
        if (introduction is null)
            return;
        page.Raw("<section class=\"introduction\">");
        foreach (var paragraph in introduction.Paragraphs)
            page.Element("p", paragraph);
        page.Element("p", introduction.Source, "quiet").Raw("</section>");
    }

    private static void WriteExplanations(HtmlWriter page, Report report)
    {
        if (report.Explanations.Count == 0)
            return;
        page.Section("in-words", "In words").Raw("<div class=\"introduction\">");
        foreach (var explanation in report.Explanations)
        {
            page.Element("h3", explanation.Title);
            foreach (var paragraph in explanation.Paragraphs)
                page.Element("p", paragraph);
            page.Element("p", explanation.Source, "quiet");
        }

        page.Raw("</div>");
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

    private static void WriteWarnings(HtmlWriter page, Report report)
    {
        if (report.Warnings.Count == 0)
            return;
        page.Section("worth-knowing", "Worth knowing").Raw("<ul>");
        foreach (var warning in report.Warnings)
            page.Element("li", warning);
        page.Raw("</ul>");
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
