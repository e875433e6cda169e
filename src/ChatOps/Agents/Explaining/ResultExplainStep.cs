using System.Text.Json;
using ChatOps.Agents.Specialists;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Reports;

namespace ChatOps.Agents.Explaining;

/// <summary><c>result.explain</c>: what earlier steps of the run found, in the words of the specialists whose steps they are, for the report.</summary>
internal sealed class ResultExplainStep(ConnectionRegistry connections, Explainer explainer) : DatabaseStep(connections)
{
    public override StepType Type { get; } = new("result.explain", "Explain the results", "Report writer", RiskClass.Read, InputSchema, OutputSchema);

    private static JsonElement InputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["connection", "results"],
          "additionalProperties": false,
          "properties": {
            "connection": { "type": "string", "minLength": 1 },
            "results": { "type": "array", "minItems": 1, "items": { "type": "string" }, "description": "Artifact ids of the results to explain, as for report.write." },
            "language": { "type": "string", "pattern": "^[A-Za-z][A-Za-z -]{1,38}$", "description": "The language that a model writes in, such as de; en where nothing is said." }
          }
        }
        """);

    private static JsonElement OutputSchema { get; } = StepSchemas.Parse("""
        {
          "type": "object",
          "required": ["summary", "fallbacks", "result"],
          "properties": {
            "summary": { "type": "string" },
            "fallbacks": { "type": "array", "items": { "type": "string" }, "description": "Why a configured model did not write, each once." },
            "result": { "type": "string" }
          }
        }
        """);

    protected override async Task<JsonElement> ExecuteAsync(DatabaseWork work, CancellationToken cancellationToken)
    {
        var language = work.Context.With.TryGetProperty("language", out var asked) ? asked.GetString()! : SpokenLanguage.Default;
        var explanations = new List<Explanation>();
        foreach (var id in work.Context.With.GetProperty("results").EnumerateArray())
        {
            await using var stream = await work.Context.OpenArtifactAsync(id.GetString()!, cancellationToken);
            foreach (var subject in ResultSubjects.Of(work.Connection.Name, await ReportJson.ReadAsync<ReportPart>(stream, cancellationToken)))
                explanations.Add(await explainer.ExplainAsync(subject with { Looks = work.Connection }, language, cancellationToken));
        }

        IReadOnlyList<string> fallbacks = [.. explanations.Select(explanation => explanation.Fallback).OfType<string>().Distinct()];
        var summary = explanations.Count == 0 ? "nothing to explain" : $"{Figures.Count(explanations.Count, "explanation")}{(fallbacks.Count > 0 ? ", without the model" : "")}";
        return ReportJson.ToElement(new { summary, fallbacks, result = await work.KeepAsync("explanations.json", new ReportPart { Explanations = explanations }, cancellationToken) });
    }
}
