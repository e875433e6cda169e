using System.Globalization;
using ChatOps.Database.Landing;

namespace ChatOps.Reports;

/// <summary>The findings as a table that a spreadsheet opens safely: one row per finding.</summary>
public static class FindingsCsv
{
    private static readonly string[] Header = ["severity", "rule", "table", "columns", "count", "message", "sql", "fix"];

    public static async Task WriteAsync(Report report, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = new PeopleCsv(stream);
        await csv.WriteRowAsync(Header, cancellationToken);
        foreach (var finding in report.Findings)
        {
            await csv.WriteRowAsync(
                [
                    Html.HtmlReport.Word(finding.Severity), finding.Rule, finding.Table, string.Join(", ", finding.Columns),
                    finding.Count.ToString(CultureInfo.InvariantCulture), finding.Message, finding.Sql, finding.Fix ?? "",
                ],
                cancellationToken);
        }
    }
}
