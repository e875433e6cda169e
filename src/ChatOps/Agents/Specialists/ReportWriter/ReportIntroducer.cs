using System.Text.Json;
using ChatOps.Agents.Models;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Lets a language model introduce a report, where one is configured. It is told counts, names and messages, and no row.</summary>
internal sealed class ReportIntroducer(ModelAgent agent, ModelOptions options)
{
    private const string Agent = "report-writer";
    private const int MostFindings = 25;
    private const int MostParagraphs = 5;

    private static readonly JsonElement Schema = JsonDocument.Parse("""
        {
          "type": "object", "additionalProperties": false, "required": ["verdict", "paragraphs", "not_checked"],
          "properties": { "verdict": { "type": "string" }, "paragraphs": { "type": "array", "items": { "type": "string" } }, "not_checked": { "type": ["string", "null"] } }
        }
        """).RootElement;

    /// <summary>Null where no model is configured or none answered; the report is whole without it.</summary>
    public async Task<ReportIntroduction?> WriteAsync(Report report, CancellationToken cancellationToken)
    {
        if (!agent.IsConfigured)
            return null;
        var variables = new Dictionary<string, string> { ["title"] = Quoted(report.Title), ["connection"] = Quoted(report.Connection), ["results"] = Facts(report) };
        var figures = Figures(report);
        var contract = new AnswerContract<ReportIntroduction>("introduction", Schema, (json, _) => Task.FromResult(Read(json, figures)));
        return (await agent.AskAsync(Agent, variables, contract, ModelTools.None, cancellationToken)).Answer;
    }

    private Checked<ReportIntroduction> Read(JsonElement json, string figures)
    {
        if (TextsOf(json) is not { Count: > 0 } texts)
            return Checked<ReportIntroduction>.Wrong("The object must hold \"verdict\", \"paragraphs\" (a list of texts) and \"not_checked\".");
        List<GuardedText> guarded = [.. texts.Take(MostParagraphs).Select(text => GuardedText.Of(text, figures))];
        IReadOnlyList<string> paragraphs = [.. guarded.Select(text => text.Text).Where(text => text.Length > 0)];
        return paragraphs.Count > 0
            ? Checked<ReportIntroduction>.Of(new ReportIntroduction(paragraphs, options.Name, guarded.Sum(text => text.LeftOut)))
            : Checked<ReportIntroduction>.Wrong("No sentence could be kept: repeat only figures of the results, and write no links.");
    }

    private static List<string>? TextsOf(JsonElement json)
    {
        if (!json.TryGetProperty("verdict", out var verdict) || !json.TryGetProperty("paragraphs", out var paragraphs) || paragraphs.ValueKind != JsonValueKind.Array)
            return null;
        var notChecked = json.TryGetProperty("not_checked", out var left) ? left : default;
        return [.. paragraphs.EnumerateArray().Prepend(verdict).Append(notChecked).Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)];
    }

    private static string Facts(Report report)
    {
        var verdict = report.Verdict;
        return JsonSerializer.Serialize(
            new
            {
                verdict = verdict.Sentence,
                verdict.Errors,
                verdict.Warnings,
                notes = verdict.Infos,
                tables = report.Tables.Select(table => new { table.Name, table.Rows }),
                rows = report.Tables.Sum(table => table.Rows),
                findings = report.Counted.Take(MostFindings).Select(finding => new { severity = finding.Severity.ToString(), finding.Rule, finding.Table, finding.Columns, finding.Count, finding.Message }),
                further_findings = Math.Max(0, report.Counted.Count - MostFindings),
                odd_rows = report.Anomalies?.Tables.Sum(table => table.Anomalies),
                not_checked = report.NotChecked.Take(MostFindings).Select(gap => new { gap.Table, gap.Reason }),
            },
            JsonSerializerOptions.Web);
    }

    private static string Figures(Report report)
    {
        var told = report.Counted.Take(MostFindings).ToList();
        var verdict = report.Verdict;
        var figures = new ResultFigures(told.SelectMany(finding => finding.Columns.Append(finding.Table)).Concat(report.Tables.Select(table => table.Name)).Append(report.Connection))
            .Add(verdict.Errors, verdict.Warnings, verdict.Infos, report.Tables.Sum(table => table.Rows), Math.Max(0, report.Counted.Count - MostFindings), report.Anomalies?.Tables.Sum(table => table.Anomalies) ?? 0)
            .Add(verdict.Sentence);
        foreach (var table in report.Tables)
            figures.Add(table.Rows);
        foreach (var finding in told)
            figures.Add(finding.Count).Add(finding.Message);
        foreach (var gap in report.NotChecked.Take(MostFindings))
            figures.Add(gap.Reason);
        return figures.ToString();
    }

    private static string Quoted(string name) => JsonSerializer.Serialize(name, JsonSerializerOptions.Web);
}
