using ChatOps.Reports.Html;

namespace ChatOps.Reports.Markdown;

/// <summary>The report as Markdown, for tickets and terminals. Database text is escaped, so it cannot become markup.</summary>
public static class MarkdownReport
{
    private const int OddRowsShown = 5;

    public static string Write(Report report)
    {
        var text = new MarkdownText();
        WriteHead(text, report);
        WriteExplanations(text, report);
        WriteFindings(text, report);
        WriteFixes(text, report);
        WriteDrift(text, report);
        WriteTrends(text, report);
        WriteOddRows(text, report);
        MarkdownSchema.Write(text, report);
        MarkdownProfile.Write(text, report);
        WriteNotChecked(text, report);
        WriteWarnings(text, report);
        return text.ToString();
    }

    private static void WriteHead(MarkdownText text, Report report)
    {
        var verdict = report.Verdict;
        text.Heading(1, report.Title).Paragraph(verdict.Sentence, strong: true);
        text.Paragraph(
            $"{Figures.Count(report.Tables.Count, "table")}, {Figures.Count(report.Tables.Sum(table => table.Rows), "row")}: "
            + $"{Figures.Count(verdict.Errors, "error")}, {Figures.Count(verdict.Warnings, "warning")}, {Figures.Count(verdict.Infos, "note")}.");
        foreach (var sentence in report.Translation?.Sentences ?? [])
            text.Paragraph(sentence);
        if (report.Translation is { } translation)
            text.Paragraph(translation.Source);
        if (report.Introduction is not { } introduction)
            return;
        foreach (var paragraph in introduction.Paragraphs)
            text.Paragraph(paragraph);
        text.Paragraph(introduction.Source);
    }

    private static void WriteExplanations(MarkdownText text, Report report)
    {
        foreach (var explanation in report.Explanations)
        {
            text.Heading(2, explanation.Title);
            foreach (var paragraph in explanation.Paragraphs)
                text.Paragraph(paragraph);
            text.Paragraph(explanation.Source);
        }
    }

    private static void WriteFindings(MarkdownText text, Report report)
    {
        if (report.Findings.Count == 0)
            return;
        text.Heading(2, "Findings");
        text.Table(
            ["Severity", "Where", "Rule", "Cases"],
            [.. report.Findings.Select(finding => new[] { HtmlReport.Word(finding.Severity), HtmlReport.Place(finding), finding.Rule, Figures.Number(finding.Count) })]);
        foreach (var finding in report.Findings)
        {
            text.Heading(3, $"{HtmlReport.Word(finding.Severity)}: {HtmlReport.Place(finding)} · {finding.Rule} · {Figures.Count(finding.Count, "case")}");
            text.Paragraph(finding.Message);
            if (finding.Excuse is { } excuse)
                text.Paragraph(HtmlFindings.Excused(excuse));
            text.Code(finding.Sql);
        }
    }

    private static void WriteFixes(MarkdownText text, Report report)
    {
        if (report.Fixes.Count == 0)
            return;
        text.Heading(2, "Possible fixes").Paragraph("Nothing has been changed. Read each one before you run it.");
        foreach (var fix in report.Fixes)
            text.Paragraph($"{fix.Rule} in {fix.Table}: {fix.Effect}.").Code(fix.Sql);
    }

    private static void WriteDrift(MarkdownText text, Report report)
    {
        if (report.Drift is not { } drift)
            return;
        text.Heading(2, $"Drift from {drift.From} to {drift.To}");
        if (drift.Identical)
            text.Paragraph("The schemas are the same.");
        text.Table(["Severity", "Rule", "What"], [.. drift.Changes.Select(change => new[] { HtmlReport.Word(change.Severity), change.Rule, change.Message })]);
    }

    private static void WriteTrends(MarkdownText text, Report report)
    {
        if (report.Trends is not { } trends)
            return;
        text.Heading(2, "Compared with former runs").Paragraph(HtmlTrends.Summary(trends));
        text.Table(["Severity", "Rule", "What"], [.. trends.Findings.Select(trend => new[] { HtmlReport.Word(trend.Severity), trend.Rule, trend.Message })]);
    }

    private static void WriteOddRows(MarkdownText text, Report report)
    {
        var odd = report.Anomalies?.Tables.Where(table => table.Anomalies > 0).ToList() ?? [];
        if (odd.Count == 0)
            return;
        text.Heading(2, "Odd rows");
        foreach (var table in odd)
        {
            text.Item($"{table.Table}: {Figures.Count(table.Anomalies, "odd row")}");
            foreach (var row in table.Top.Where(row => row.Score >= table.Threshold).Take(OddRowsShown))
                text.Item($"{HtmlTables.Key(row)}: {HtmlTables.Why(row)}", depth: 1);
        }
    }

    private static void WriteNotChecked(MarkdownText text, Report report)
    {
        if (report.NotChecked.Count == 0)
            return;
        text.Heading(2, "Not checked");
        foreach (var item in report.NotChecked)
            text.Item($"{item.Table}: {item.Reason}");
    }

    private static void WriteWarnings(MarkdownText text, Report report)
    {
        if (report.Warnings.Count == 0)
            return;
        text.Heading(2, "Worth knowing");
        foreach (var warning in report.Warnings)
            text.Item(warning);
    }
}
