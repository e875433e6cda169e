using System.CommandLine;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary>Where <c>--report</c> puts the report of a run, and in which form.</summary>
internal sealed record ReportFile(string Path, ReportFormat Format)
{
    public static Option<string?> Option() => new("--report")
    {
        Description = $"Also write a report, with profile and odd rows, to this file; its end says in which form: {Extensions}.",
        HelpName = "FILE",
    };

    public static Option<string?> FormatOption() => new("--format") { Description = $"The form of the report, whatever its file is called: {Names}.", HelpName = "FORM" };

    /// <summary>What was asked for; null for no report.</summary>
    /// <exception cref="CommandException">Nobody knows which form is meant.</exception>
    public static ReportFile? Read(string? path, string? format)
    {
        if (path is null)
            return format is null ? null : throw new CommandException(ExitCodes.BadInput, "--format says in which form, but not where: add --report FILE. Nothing was read.");
        var found = format is null ? ReportFormat.OfFile(path) : ReportFormat.Named(format);
        return found is not null
            ? new ReportFile(path, found)
            : throw new CommandException(
                ExitCodes.BadInput,
                format is null ? $"--report {path}: the end of the file's name says no form. Use {Extensions}, or add --format. Nothing was read." : $"--format {format} is no form of a report; there are {Names}. Nothing was read.");
    }

    /// <summary>Copies the report that the run's step <c>report</c> wrote.</summary>
    public async Task SaveAsync(OneShot shot, Run run, CancellationToken cancellationToken)
    {
        var id = OneShot.OutputOf(run, "report").GetProperty("files").GetProperty(Format.FileName).GetString()!;
        try
        {
            File.Copy(await shot.PathOfAsync(id, cancellationToken), Path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"The report could not be written to {Path}: {problem.Message}");
        }
    }

    private static string Extensions => string.Join(", ", ReportFormat.All.Select(format => format.Extension));

    private static string Names => string.Join(", ", ReportFormat.All.Select(format => format.Name));
}
