namespace ChatOps.Reports.Html;

/// <summary>What differs from another schema.</summary>
internal static class HtmlDrift
{
    public static void Write(HtmlWriter page, Report report)
    {
        if (report.Drift is not { } drift)
            return;
        page.Section("drift", $"Drift from {drift.From} to {drift.To}");
        if (drift.Identical)
        {
            page.Element("p", "The schemas are the same.");
            return;
        }

        page.Raw("<div class=\"wide\"><table class=\"full\">").Row(["", "What", "Before", "After"], "th");
        foreach (var change in drift.Changes)
        {
            var severity = HtmlReport.Word(change.Severity);
            page.Raw("<tr>").Element("td", severity, $"severity {severity}").Raw("<td class=\"what\">").Element("span", change.Message).Raw("<br>").Element("span", change.Rule, "rule").Raw("</td>");
            page.Element("td", change.Before ?? "").Element("td", change.After ?? "").Raw("</tr>");
        }

        page.Raw("</table></div>");
    }
}
