using ChatOps.Database.Landing;

namespace ChatOps.Reports;

/// <summary>The findings as a table that a spreadsheet opens safely: one row per finding, difference or figure out of line.</summary>
public static class FindingsCsv
{
    private static readonly string[] Header = ["severity", "rule", "table", "columns", "count", "message", "sql", "fix", "excuse"];

    public static string Write(Report report)
    {
        using var csv = new StringWriter();
        PeopleCsv.WriteRecord(csv, Header);
        foreach (var line in ReportedLine.Of(report))
        {
            PeopleCsv.WriteRecord(csv, [
                Html.HtmlReport.Word(line.Severity), line.Rule, line.Table, string.Join(", ", line.Columns), line.Count, line.Message, line.Sql, line.Fix, line.Excuse is { } excuse ? Html.HtmlFindings.Excused(excuse) : null]);
        }

        return csv.ToString();
    }
}
