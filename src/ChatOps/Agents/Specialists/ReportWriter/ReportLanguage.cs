using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Agents.Explaining;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Specialists.ReportWriter;

/// <summary>Has a plan's reports say their summary in the language of the request.</summary>
public static class ReportLanguage
{
    /// <summary>The definition as it is for a request in English.</summary>
    /// <param name="request">What somebody wrote; null for no words.</param>
    public static PipelineDefinition For(PipelineDefinition definition, string? request)
    {
        var language = SpokenLanguage.Of(request ?? "", before: null);
        return language == SpokenLanguage.Default ? definition : definition with { Steps = [.. definition.Steps.Select(step => step.Type == "report.write" ? step with { With = With(step.With, language) } : step)] };
    }

    private static JsonElement With(JsonElement with, string language)
    {
        var inputs = JsonSerializer.SerializeToNode(with)!.AsObject();
        inputs["language"] = JsonValue.Create(language);
        return JsonSerializer.SerializeToElement(inputs);
    }
}
