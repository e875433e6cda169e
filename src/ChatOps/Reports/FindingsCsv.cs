using ChatOps.Database.Landing;

namespace ChatOps.Reports;

/// <summary>The findings as a table that a spreadsheet opens safely: one row per finding.</summary>
public static class FindingsCsv
{
    private static readonly string[] Header = ["severity", "rule", "table", "columns", "count", "message", "sql", "fix", "excuse"];

    public static string Write(Report report)
    {
        using var csv = new StringWriter();
        PeopleCsv.WriteRecord(csv, Header);
        foreach (var finding in report.Findings)
        {
            PeopleCsv.WriteRecord(csv, [
                Html.HtmlReport.Word(finding.Severity), finding.Rule, finding.Table, string.Join(", ", finding.Columns),
                finding.Count, finding.Message, finding.Sql, finding.Fix,
                finding.Excuse is { } excuse ? Html.HtmlReport.Excused(excuse) : null]);
        }

        return csv.ToString();
    }
}
