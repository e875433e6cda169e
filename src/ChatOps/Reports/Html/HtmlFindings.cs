using System.Globalization;
using ChatOps.Database.Checks;

namespace ChatOps.Reports.Html;

/// <summary>The findings, what their rules mean, and the fixes.</summary>
internal static class HtmlFindings
{
    /// <summary>Findings shown in full; the rest is in the CSV, and the page says so.</summary>
    private const int MostFindings = 500;

    /// <summary>So many errors are open from the start; a page of hundreds is for looking things up.</summary>
    private const int MostOpen = 20;

    public static void Write(HtmlWriter page, Report report)
    {
        if (report.Checks.Count == 0)
            return;
        page.Section("findings", "Findings");
        var findings = report.Findings;
        if (findings.Count == 0)
            page.Element("p", "None: every rule that was applied holds.");
        foreach (var severity in findings.Take(MostFindings).GroupBy(finding => finding.Severity))
            WriteSeverity(page, severity.Key, [.. severity], findings.Count(finding => finding.Severity == severity.Key));
        if (findings.Count > MostFindings)
            page.Element("p", $"{Figures.Number(findings.Count - MostFindings)} more are in findings.csv.");
        WriteRules(page, findings);
    }

    public static void WriteFixes(HtmlWriter page, Report report)
    {
        if (report.Fixes.Count == 0)
            return;
        page.Section("fixes", "Possible fixes");
        page.Element("p", "Nothing has been changed. Read each one before you run it, and run it where you can take it back.");
        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["For", "Effect", "SQL"], "th");
        foreach (var fix in report.Fixes.Take(MostFindings))
        {
            page.Raw("<tr><td class=\"narrow\">").Element("span", fix.Columns.Count == 0 ? fix.Table : $"{fix.Table} ({string.Join(", ", fix.Columns)})").Raw("<br>").Element("span", fix.Rule, "rule");
            page.Raw("</td>").Element("td", fix.Effect, "narrow").Raw("<td>").Element("pre", fix.Sql).Raw("</td></tr>");
        }

        page.Raw("</table></div>");
        if (report.Fixes.Count > MostFindings)
            page.Element("p", $"{Figures.Number(report.Fixes.Count - MostFindings)} more are in findings.csv.");
    }

    internal static string Excused(Excuse excuse) =>
        string.Create(CultureInfo.InvariantCulture, $"Excused until {excuse.Until:yyyy-MM-dd}: {excuse.Reason.TrimEnd('.')}. It does not count.");

    private static void WriteSeverity(HtmlWriter page, Severity severity, List<Finding> shown, int all)
    {
        page.Element("h3", Figures.Count(all, Named(severity)), $"severity {HtmlReport.Word(severity)}");
        for (var i = 0; i < shown.Count; i++)
            WriteFinding(page, shown[i], isOpen: severity == Severity.Error && shown[i].Excuse is null && i < MostOpen);
    }

    private static void WriteFinding(HtmlWriter page, Finding finding, bool isOpen)
    {
        var severity = HtmlReport.Word(finding.Severity);
        page.Raw($"<details class=\"finding {severity}\"{(isOpen ? " open" : "")}><summary><span class=\"line\">");
        page.Element("span", finding.Excuse is null ? Named(finding.Severity) : "excused", "badge").Raw(" ").Element("b", HtmlReport.Place(finding)).Raw(" ");
        page.Element("span", finding.Rule, "rule").Raw("</span> ").Element("span", Figures.Count(finding.Count, "case"), "count");
        page.Raw("</summary>").Element("p", finding.Message);
        if (finding.Excuse is { } excuse)
            page.Element("p", Excused(excuse), "rule");
        HtmlTables.WriteSample(page, finding);
        page.Element("h4", "Proof").Element("pre", finding.Sql);
        if (finding.Fix is { } fix)
            page.Element("h4", "Possible fix (nothing has been changed)").Element("pre", fix);
        page.Raw("</details>");
    }

    private static string Named(Severity severity) => severity == Severity.Info ? "note" : HtmlReport.Word(severity);

    private static void WriteRules(HtmlWriter page, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        page.Element("h3", "What the rules mean").Raw("<div class=\"wide\"><table class=\"full\">").Row(["Rule", "Findings", "Cases", "Meaning"], "th");
        foreach (var rule in findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            page.Row([
                rule.Key, Figures.Number(rule.Count()), Figures.Number(rule.Sum(finding => finding.Count)),
                RuleCatalog.Find(rule.Key)?.Explanation ?? "A check of your own."]);
        }

        page.Raw("</table></div>");
    }
}
