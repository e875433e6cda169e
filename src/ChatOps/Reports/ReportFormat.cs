using System.Text.Json;
using ChatOps.Reports.Html;
using ChatOps.Reports.JUnit;
using ChatOps.Reports.Markdown;
using ChatOps.Reports.Sarif;

namespace ChatOps.Reports;

/// <summary>A form that a report can be written in.</summary>
/// <param name="Name">What people say after <c>--format</c>.</param>
/// <param name="Extension">Of a file that somebody names, such as <c>.md</c>.</param>
/// <param name="FileName">What the file is called among a run's artifacts.</param>
public sealed record ReportFormat(string Name, string Extension, string FileName, string MediaType, Func<Report, string> Write)
{
    /// <summary>Holds findings only, so that it says nothing of a report that looked for none.</summary>
    public bool IsOfFindings { get; private init; }

    public static ReportFormat Html { get; } = new("html", ".html", "report.html", "text/html", HtmlReport.Write);

    /// <summary>The page first.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        Html,
        new("markdown", ".md", "report.md", "text/markdown", MarkdownReport.Write),
        new("json", ".json", "report.json", "application/json", report => JsonSerializer.Serialize(report, ReportJson.Options)),
        new("csv", ".csv", "findings.csv", "text/csv", FindingsCsv.Write) { IsOfFindings = true },
        new("sarif", ".sarif", "findings.sarif", "application/sarif+json", SarifReport.Write) { IsOfFindings = true },
        new("junit", ".xml", "junit.xml", "application/xml", JUnitReport.Write) { IsOfFindings = true },
    ];

    /// <summary>The format of that name; null when there is none.</summary>
    public static ReportFormat? Named(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The format that a file's name ends with; null when it is none of them.</summary>
    public static ReportFormat? OfFile(string file) => All.FirstOrDefault(format => file.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase));
}
