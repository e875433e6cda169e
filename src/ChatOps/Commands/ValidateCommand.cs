using System.CommandLine;
using System.Text.Json;
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
    private readonly Option<string?> _rules = new("--rules") { Description = "Checks of your own, and which built-in rules apply: see suggest.", HelpName = "FILE.yaml" };
    private readonly Option<string?> _quarantine = new("--quarantine") { Description = "Also write the rows that fail the file's checks to this folder, each with its reasons.", HelpName = "DIR" };

    public Command Build()
    {
        var command = new Command("validate", "Checks schema and data, and proves every finding with SQL.") { _connection, _environment, _rules, _quarantine, _json, _personal, _report, _format };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var rules = await RuleFileText.ReadAsync(result.GetValue(_rules), cancellationToken);
        var quarantine = result.GetValue(_quarantine);
        if (quarantine is not null && rules is null)
            throw new CommandException(ExitCodes.BadInput, "--quarantine needs --rules: it writes the rows that fail the checks of a rule file. Nothing was checked.");
        var file = ReportFile.Read(result.GetValue(_report), result.GetValue(_format));
        var (shot, connection) = await OneShot.StartAsync(options, result, result.GetValue(_connection)!, result.GetValue(_environment)!, [], cancellationToken, result.GetValue(_personal));
        await using (shot)
        {
            if (rules is not null)
                await shot.RequireFitAsync(rules.File, connection, cancellationToken);
            var plan = Plan(connection.Name, rules?.Text, quarantine is null ? null : Path.GetFullPath(quarantine), file is not null);
            var run = await shot.RunAsync(plan, decided: quarantine is not null, cancellationToken);
            var report = new Report { Title = $"Validate {connection.Name}", Connection = connection.Name, RunId = run.Id, WrittenAt = run.CreatedAt }
                .With(await shot.ReadPartAsync(run, "schema", cancellationToken))
                .With(await shot.ReadPartAsync(run, "quality", cancellationToken));
            report = connection.ShowPersonalData ? report : PersonalDataMask.Apply(report);
            if (file is not null)
                await file.SaveAsync(shot, run, cancellationToken);
            if (quarantine is not null)
                await Console.Error.WriteLineAsync(OneShot.OutputOf(run, "quarantine").GetProperty("summary").GetString());
            if (result.GetValue(_json))
                await Documents.WriteJsonAsync(new CheckResult { Connection = report.Connection, Rules = [.. report.Checks.SelectMany(check => check.Rules)], Tables = report.Tables, Findings = report.Findings, NotChecked = report.NotChecked, Warnings = report.Warnings, Personal = [.. report.Checks.SelectMany(checks => checks.Personal).DistinctBy(column => (column.Table, column.Column))] });
            else
                await PrintAsync(report);
            return report.Verdict.Errors > 0 ? ExitCodes.Findings : report.Verdict.Incomplete ? ExitCodes.Incomplete : ExitCodes.Fine;
        }
    }

    /// <summary>The file's text is an input of the run, so that nothing in it is taken for a template.</summary>
    private static PipelineDefinition Plan(string connection, string? rules, string? quarantine, bool withReport)
    {
        var steps = new PlanSteps(connection, 0);
        if (rules is null)
            steps.AddValidation(null);
        else
            steps.AddValidation("{{ inputs.rules }}", quarantine);
        if (withReport)
        {
            steps.AddProfile(null);
            steps.AddAnomalies(null);
            steps.AddReport($"Validate {connection}");
        }

        return new PipelineDefinition
        {
            Name = "validate",
            Steps = steps.Steps,
            Inputs = rules is null ? [] : [new InputDefinition("rules", JsonSerializer.SerializeToElement(new { type = "string", @default = rules }))],
        };
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
            if (finding.Excuse is { } excuse)
                await Documents.WriteLineAsync($"  {HtmlFindings.Excused(excuse)}");
            await Documents.WriteLineAsync($"  {finding.Sql.ReplaceLineEndings("\n  ")}");
        }

        foreach (var item in report.NotChecked)
            await Documents.WriteLineAsync($"not checked  {item.Table}  {item.Reason}");
        foreach (var warning in report.Warnings)
            await Documents.WriteLineAsync($"warning  {warning}");
    }
}
