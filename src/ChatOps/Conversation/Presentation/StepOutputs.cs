using System.Text.Json;
using ChatOps.Pipelines.Runs;
using ChatOps.Reports;

namespace ChatOps.Conversation.Presentation;

/// <summary>The outputs of a run's steps, by the type of the step.</summary>
internal static class StepOutputs
{
    /// <summary>Of every step of that type that has succeeded, in the plan's order.</summary>
    public static IEnumerable<T> Of<T>(Run run, string type) => run.Definition.Steps
        .Where(step => step.Type == type)
        .Select(step => run.Steps.FirstOrDefault(item => item.StepId == step.Id && item is { Item: null, Status: StepStatus.Succeeded })?.Output)
        .OfType<JsonElement>()
        .Select(output => output.Deserialize<T>(ReportJson.Options) ?? throw new JsonException($"The stored output is no {typeof(T).Name}."));

    /// <summary>The first of them, or null.</summary>
    public static T? First<T>(Run run, string type)
        where T : class => Of<T>(run, type).FirstOrDefault();
}
