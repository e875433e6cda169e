using System.Text;

namespace ChatOps.Reports;

/// <summary>The report as Markdown, for tickets and terminals. Database text is escaped, so it cannot become markup.</summary>
public static class MarkdownReport
{
    public static string Write(Report report)
    {
        var verdict = report.Verdict;
        var text = new StringBuilder();
        text.Append("# ").AppendLine(Escape(report.Title)).AppendLine();
        text.Append("**").Append(verdict.Sentence).AppendLine("**").AppendLine();
        text.Append(Figures.Count(report.Tables.Count, "table")).Append(", ")
            .Append(Figures.Count(report.Tables.Sum(table => table.Rows), "row")).Append(": ")
            .Append(Figures.Count(verdict.Errors, "error")).Append(", ")
            .Append(Figures.Count(verdict.Warnings, "warning")).Append(", ")
            .Append(Figures.Count(verdict.Infos, "note")).AppendLine(".");
        AppendFindings(text, report);
        AppendOddRows(text, report);
        AppendList(text, "Not checked", [.. report.NotChecked.Select(item => $"{item.Table}: {item.Reason}")]);
        AppendList(text, "Worth knowing", report.Warnings);
        return text.ToString();
    }

    private static void AppendFindings(StringBuilder text, Report report)
    {
        if (report.Findings.Count == 0)
            return;
        text.AppendLine().AppendLine("## Findings").AppendLine();
        foreach (var finding in report.Findings)
        {
            text.Append("### ").Append(Html.HtmlReport.Word(finding.Severity)).Append(": ").Append(Escape(Html.HtmlReport.Place(finding)))
                .Append(" · ").Append(finding.Rule).Append(" · ").AppendLine(Figures.Count(finding.Count, "case")).AppendLine();
            text.AppendLine(Escape(finding.Message)).AppendLine();
            if (finding.Excuse is { } excuse)
                text.AppendLine(Escape(Html.HtmlReport.Excused(excuse))).AppendLine();
            AppendCode(text, finding.Sql);
        }
    }

    private static void AppendOddRows(StringBuilder text, Report report)
    {
        var odd = report.Anomalies?.Tables.Where(table => table.Anomalies > 0).ToList() ?? [];
        if (odd.Count == 0)
            return;
        text.AppendLine().AppendLine("## Odd rows").AppendLine();
        foreach (var table in odd)
        {
            text.Append("- **").Append(Escape(table.Table)).Append("**: ").AppendLine(Figures.Count(table.Anomalies, "odd row"));
            foreach (var row in table.Top.Where(row => row.Score >= table.Threshold).Take(5))
                text.Append("  - ").Append(Escape(Html.HtmlTables.Key(row))).Append(": ").AppendLine(Escape(Html.HtmlTables.Why(row)));
        }
    }

    private static void AppendList(StringBuilder text, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        text.AppendLine().Append("## ").AppendLine(heading).AppendLine();
        foreach (var item in items)
            text.Append("- ").AppendLine(Escape(item));
    }

    /// <summary>A fence longer than any run of backticks inside, as CommonMark 0.31 section 4.5 asks for.</summary>
    private static void AppendCode(StringBuilder text, string code)
    {
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        text.Append(fence).AppendLine("sql").AppendLine(code).AppendLine(fence).AppendLine();
    }

    private static int LongestRun(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '!' or '~' or '&')
                escaped.Append('\\');
            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }
}
