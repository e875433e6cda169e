using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary><c>report.write</c>: puts the results of other steps together in every form that reports have: HTML, Markdown, JSON, CSV, SARIF and JUnit XML.</summary>
internal sealed class ReportWriteStep(TimeProvider clock, ConnectionRegistry connections, ReportIntroducer introducer, ReportTranslator translator) : IStepHandler
{
    public StepType Type { get; } = new("report.write", "Write the report", "Report writer", RiskClass.Read, InputSchema, OutputSchema);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["title", "connection", "results"],
          "additionalProperties": false,
          "properties": {
            "title": { "type": "string", "minLength": 1 },
            "connection": { "type": "string", "minLength": 1 },
            "results": { "type": "array", "minItems": 1, "items": { "type": "string" }, "description": "Artifact ids of the results to report on." },
            "language": { "type": "string", "pattern": "^[A-Za-z][A-Za-z -]{1,38}$", "description": "The language that the summary is also said in, such as de; en where nothing is said." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "verdict", "report", "files"],
          "properties": {
            "summary": { "type": "string" },
            "verdict": { "type": "string" },
            "report": { "type": "string" },
            "files": { "type": "object" }
          }
        }
        """);

    public async Task<JsonElement> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        var gathered = await GatherAsync(context, cancellationToken);
        // One step may know of personal data that another did not, so the whole is masked once more.
        var report = connections.Find(gathered.Connection) is { ShowPersonalData: true } ? gathered : PersonalDataMask.Apply(gathered);
        var language = context.With.TryGetProperty("language", out var asked) ? asked.GetString() : null;
        report = report with { Introduction = await introducer.WriteAsync(report, cancellationToken), Translation = await translator.WriteAsync(report, language, cancellationToken) };
        var files = await ReportFiles.WriteAsync(context, report, cancellationToken);
        return ReportJson.ToElement(ReportSummaries.Of(report, files));
    }

    private async Task<Report> GatherAsync(StepContext context, CancellationToken cancellationToken)
    {
        var report = new Report
        {
            Title = context.With.GetProperty("title").GetString()!,
            Connection = context.With.GetProperty("connection").GetString()!,
            RunId = context.RunId,
            WrittenAt = clock.GetUtcNow(),
        };
        foreach (var id in context.With.GetProperty("results").EnumerateArray())
        {
            await using var stream = await context.OpenArtifactAsync(id.GetString()!, cancellationToken);
            report = report.With(await ReportJson.ReadAsync<ReportPart>(stream, cancellationToken));
        }

        return report;
    }
}
