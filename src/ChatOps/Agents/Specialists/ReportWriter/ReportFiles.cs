using System.Text;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Writes a report's files as artifacts.</summary>
internal static class ReportFiles
{
    public static string Page => ReportFormat.Html.FileName;

    /// <summary>Writes every form that has something to say and returns the artifact ids by file name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> WriteAsync(StepContext context, Report report, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>();
        foreach (var format in ReportFormat.All.Where(format => !format.IsOfFindings || report.HasChecked))
        {
            var content = Encoding.UTF8.GetBytes(format.Write(report));
            var artifact = await context.WriteArtifactAsync(
                format.FileName, format.MediaType, async (stream, token) => await stream.WriteAsync(content, token), cancellationToken);
            files[format.FileName] = artifact.Id;
        }

        return files;
    }
}
