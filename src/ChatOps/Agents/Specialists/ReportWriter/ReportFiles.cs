using System.Text;
using System.Text.Json;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Writes a report's files as artifacts.</summary>
internal static class ReportFiles
{
    public const string Page = "report.html";
    public const string Findings = "findings.csv";

    /// <summary>Writes all forms and returns their artifact ids by file name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> WriteAsync(StepContext context, Report report, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>();
        async Task WriteAsync(string name, string mediaType, Func<Stream, CancellationToken, Task> write) =>
            files[name] = (await context.WriteArtifactAsync(name, mediaType, write, cancellationToken)).Id;

        await WriteAsync(Page, "text/html", Text(HtmlReport.Write(report)));
        await WriteAsync("report.md", "text/markdown", Text(MarkdownReport.Write(report)));
        await WriteAsync("report.json", "application/json", (stream, token) => JsonSerializer.SerializeAsync(stream, report, ReportJson.Options, token));
        if (report.Checks.Count > 0)
            await WriteAsync(Findings, "text/csv", Text(FindingsCsv.Write(report)));
        return files;
    }

    private static Func<Stream, CancellationToken, Task> Text(string content) =>
        async (stream, cancellationToken) => await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
}
