using System.CommandLine;
using System.Text.Json;
using ChatOps.Database.Anomalies.Trends;
using ChatOps.Pipelines.Definition;
using ChatOps.Reports;
using ChatOps.Reports.Html;

namespace ChatOps.Commands;

/// <summary><c>anomalies CONN --trend</c>: profiles a connection and compares it with the former runs that the data folder remembers.</summary>
internal static class TrendRun
{
    /// <param name="table">Only this table; null for all.</param>
    public static async Task<int> RunAsync(GlobalOptions options, ParseResult result, string source, string? table, bool json, CancellationToken cancellationToken)
    {
        if (options.NamedDataFolder(result) is null)
            throw new CommandException(ExitCodes.BadInput, $"--trend compares with former runs, and without a data folder there are none. Nothing was read. Name one with --data DIR (or {GlobalOptions.DataVariable}) and run it regularly.");
        string[] tables = table is null ? [] : [table];
        var (shot, connection) = await OneShot.StartAsync(options, result, source, "dev", tables, cancellationToken);
        await using (shot)
        {
            var run = await shot.RunAsync(Plan(connection.Name, tables), decided: false, cancellationToken);
            var report = (await shot.ReadPartAsync(run, "trend", cancellationToken)).Trends!;
            if (json)
                await Documents.WriteJsonAsync(report);
            else
                await PrintAsync(report);
            return report.Findings.Any(finding => finding.Severity == Database.Checks.Severity.Error) ? ExitCodes.Findings
                : report.TooLittleHistory.Count > 0 ? ExitCodes.Incomplete
                : ExitCodes.Fine;
        }
    }

    private static PipelineDefinition Plan(string connection, string[] tables)
    {
        var with = tables.Length > 0 ? JsonSerializer.SerializeToElement(new { connection, tables }) : JsonSerializer.SerializeToElement(new { connection });
        return new PipelineDefinition
        {
            Name = "trend",
            Steps =
            [
                new StepDefinition { Id = "profile", Type = "data.profile", With = with },
                new StepDefinition { Id = "trend", Type = "anomaly.trend", Needs = ["profile"], With = with },
            ],
        };
    }

    private static async Task PrintAsync(TrendReport report)
    {
        await Documents.WriteLineAsync(report.Tested == 0
            ? $"{report.Connection}: nothing could be compared yet."
            : $"{report.Connection}: {Figures.Number(report.Findings.Count)} of {Figures.Count(report.Tested, "figure")} {(report.Findings.Count == 1 ? "is" : "are")} not what former runs let expect.");
        foreach (var finding in report.Findings)
            await Documents.WriteLineAsync($"{HtmlReport.Word(finding.Severity),-7}  {finding.Rule}  {finding.Message}");
        foreach (var table in report.TooLittleHistory)
            await Documents.WriteLineAsync($"not compared  {table.Table}  {Figures.Count(table.Runs, "former run")}; {TrendDetector.FewestRuns} are needed");
    }
}
