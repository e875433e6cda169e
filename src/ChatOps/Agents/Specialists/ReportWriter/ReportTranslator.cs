using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Agents.Explaining;
using ChatOps.Agents.Models;
using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Says the summary of a report in the language of whoever asked: by a language model, guarded sentence by sentence, or by the templates of our languages.</summary>
internal sealed class ReportTranslator(ModelAgent agent, ModelOptions options)
{
    private const string Agent = "report-writer-translation";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    private static readonly JsonElement Form = StepSchemas.Parse("""
        { "type": "object", "additionalProperties": false, "required": ["texts"], "properties": { "texts": { "type": "array", "items": { "type": "string" } } } }
        """);

    /// <summary>Null for the report's own language, and for one that there are no templates for where no model answers.</summary>
    /// <param name="language">Such as <c>de</c>, or the name of any language where a model is configured.</param>
    public async Task<ReportTranslation?> WriteAsync(Report report, string? language, CancellationToken cancellationToken)
    {
        if (language is null || language.Equals(SpokenLanguage.Default, StringComparison.OrdinalIgnoreCase))
            return null;
        var templates = SummarySentences.Knows(language) ? new ReportTranslation(language, SummarySentences.Of(report, language), null) : null;
        if (!agent.IsConfigured)
            return templates;
        var english = SummarySentences.Of(report, SpokenLanguage.Default);
        var variables = new Dictionary<string, string> { ["language"] = SpokenLanguage.NameOf(language), ["sentences"] = JsonSerializer.Serialize(english, Written) };
        var instead = templates?.Sentences ?? english;
        var contract = new AnswerContract<ReportTranslation>("translation", Form, (json, _) => Task.FromResult(Read(json, language, english, instead)));
        var answer = await agent.AskAsync(Agent, variables, contract, ModelTools.None, cancellationToken);
        return answer.Answer ?? (templates is null ? null : templates with { Fallback = answer.Problem!.Message });
    }

    /// <summary>Each sentence may hold the figures of its own original, and no other.</summary>
    private Checked<ReportTranslation> Read(JsonElement json, string language, IReadOnlyList<string> english, IReadOnlyList<string> instead)
    {
        if (!json.TryGetProperty("texts", out var texts) || texts.ValueKind != JsonValueKind.Array || texts.GetArrayLength() != english.Count || texts.EnumerateArray().Any(text => text.ValueKind != JsonValueKind.String))
            return Checked<ReportTranslation>.Wrong($"\"texts\" must hold {english.Count} texts, one for each sentence, in their order.");
        List<GuardedText> guarded = [.. texts.EnumerateArray().Zip(english, (text, original) => GuardedText.Of(text.GetString(), original))];
        bool IsWhole(GuardedText text) => text is { LeftOut: 0, Text.Length: > 0 };
        return guarded.Exists(IsWhole)
            ? Checked<ReportTranslation>.Of(new ReportTranslation(language, [.. guarded.Select((text, index) => IsWhole(text) ? text.Text : instead[index])], options.Name) { Replaced = guarded.Count(text => !IsWhole(text)) })
            : Checked<ReportTranslation>.Wrong("No sentence could be kept: leave every figure as it is, and write no links.");
    }
}
