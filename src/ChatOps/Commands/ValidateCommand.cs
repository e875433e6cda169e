using System.CommandLine;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Database.Checks;
using ChatOps.Pipelines.Definition;
using ChatOps.Reports;
using ChatOps.Reports.Html;
using ChatOps.Reports.Masking;

namespace ChatOps.Commands;

/// <summary><c>validate CONN</c>: schema rules and data checks over everything.</summary>
internal sealed class ValidateCommand(GlobalOptions options)
{
    private readonly Argument<string> _connection = ConnectionArgument.Create();
    private readonly Option<string> _environment = ConnectionArgument.Environment();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<bool> _personal = ConnectionArgument.ShowPersonalData();
    private readonly Option<string?> _report = ReportFile.Option();
    private readonly Option<string?> _format = ReportFile.FormatOption();

    public Command Build()
    {
        var command = new Command("validate", "Checks schema and data, and proves every finding with SQL.") { _connection, _environment, _json, _personal, _report, _format };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = ReportFile.Read(result.GetValue(_report), result.GetValue(_format));
        var (shot, connection) = await OneShot.StartAsync(options, result, result.GetValue(_connection)!, result.GetValue(_environment)!, [], cancellationToken, result.GetValue(_personal));
        await using (shot)
        {
            var run = await shot.RunAsync(Plan(connection.Name, file is not null), decided: false, cancellationToken);
            var report = new Report { Title = $"Validate {connection.Name}", Connection = connection.Name, RunId = run.Id, WrittenAt = run.CreatedAt }
                .With(await shot.ReadPartAsync(run, "schema", cancellationToken))
                .With(await shot.ReadPartAsync(run, "quality", cancellationToken));
            report = connection.ShowPersonalData ? report : PersonalDataMask.Apply(report);
            if (file is not null)
                await file.SaveAsync(shot, run, cancellationToken);
            if (result.GetValue(_json))
                await Documents.WriteJsonAsync(new CheckResult { Connection = report.Connection, Rules = [.. report.Checks.SelectMany(checks => checks.Rules)], Tables = report.Tables, Findings = report.Findings, NotChecked = report.NotChecked, Personal = [.. report.Checks.SelectMany(checks => checks.Personal).DistinctBy(column => (column.Table, column.Column))] });
            else
                await PrintAsync(report);
            return report.Verdict.Errors > 0 ? ExitCodes.Findings : report.Verdict.Incomplete ? ExitCodes.Incomplete : ExitCodes.Fine;
        }
    }

    private static PipelineDefinition Plan(string connection, bool withReport)
    {
        var steps = new PlanSteps(connection, 0);
        steps.AddValidation(null);
        if (withReport)
        {
            steps.AddProfile(null);
            steps.AddAnomalies(null);
            steps.AddReport($"Validate {connection}");
        }

        return new PipelineDefinition { Name = "validate", Steps = steps.Steps };
    }

    private static async Task PrintAsync(Report report)
    {
        var verdict = report.Verdict;
        await Documents.WriteLineAsync($"{report.Connection}: {verdict.Sentence}");
        await Documents.WriteLineAsync(
            $"{Figures.Count(report.Tables.Count, "table")}, {Figures.Count(report.Tables.Sum(table => table.Rows), "row")}: "
            + $"{Figures.Count(verdict.Errors, "error")}, {Figures.Count(verdict.Warnings, "warning")}, {Figures.Count(verdict.Infos, "note")}");
        foreach (var finding in report.Findings)
        {
            await Documents.WriteLineAsync();
            await Documents.WriteLineAsync($"{HtmlReport.Word(finding.Severity)}  {HtmlReport.Place(finding)}  {finding.Rule}  {Figures.Count(finding.Count, "case")}");
            await Documents.WriteLineAsync($"  {finding.Message}");
            await Documents.WriteLineAsync($"  {finding.Sql.ReplaceLineEndings("\n  ")}");
        }

        foreach (var item in report.NotChecked)
            await Documents.WriteLineAsync($"not checked  {item.Table}  {item.Reason}");
    }
}
