using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Shortens a report to what a card needs.</summary>
internal static class ReportSummaries
{
    private const int FindingsOnCard = 5;
    private const int TablesOnCard = 8;

    public static ReportSummary Of(Report report, IReadOnlyDictionary<string, string> files)
    {
        var verdict = report.Verdict;
        var isChecked = report.Checks.Count > 0;
        return new ReportSummary
        {
            Summary = isChecked
                ? $"{Figures.Count(verdict.Errors, "error")}, {Figures.Count(verdict.Warnings, "warning")}, {Figures.Count(verdict.Infos, "note")}"
                : verdict.Sentence,
            Title = report.Title,
            Connection = report.Connection,
            Verdict = verdict.Sentence,
            Worst = verdict.Worst,
            Incomplete = verdict.Incomplete,
            Checked = isChecked,
            Errors = verdict.Errors,
            Warnings = verdict.Warnings,
            Infos = verdict.Infos,
            Tables = report.Tables.Count,
            Rows = report.Tables.Sum(table => table.Rows),
            OddRows = report.Anomalies?.Tables.Sum(table => table.Anomalies),
            ScoredRows = report.Anomalies?.Tables.Sum(table => table.Rows) ?? 0,
            Top = [.. report.Counted.Take(FindingsOnCard).Select(finding => new WorstFinding(
                finding.Severity, HtmlReport.Place(finding), finding.Rule, finding.Count, finding.Message, finding.Sql))],
            ByTable = [.. report.Counted.GroupBy(finding => finding.Table)
                .Select(table => new TableFindings(table.Key, table.Count(), table.Max(finding => finding.Severity)))
                .OrderByDescending(table => table.Findings)
                .ThenBy(table => table.Table, StringComparer.Ordinal)
                .Take(TablesOnCard)],
            Oddest = isChecked ? [] : Oddest(report),
            Translated = report.Translation?.Sentences ?? [],
            Files = files,
            Report = files[ReportFiles.Page],
        };
    }

    private static List<string> Oddest(Report report) =>
        [.. (report.Anomalies?.Tables ?? [])
            .SelectMany(table => table.Top.Where(row => row.Score >= table.Threshold).Select(row => (table.Table, Row: row)))
            .OrderByDescending(odd => odd.Row.Score)
            .Take(FindingsOnCard)
            .Select(odd => $"{odd.Table}, {HtmlTables.Key(odd.Row)}: {HtmlTables.Why(odd.Row)}")];
}
