using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Conversation;

/// <summary>Tells runs that migrate from others.</summary>
internal static class MigrationRuns
{
    /// <summary>The plan migrates, as opposed to only looking at what a migration would do.</summary>
    public static bool Writes(PipelineDefinition definition) => definition.Steps.Any(Makes);

    /// <summary>Where the run has written as a migration; null where it has not.</summary>
    public static string? TargetOf(Run run) => run.Definition.Steps
        .FirstOrDefault(step => Makes(step) && run.Steps.Any(item => item.StepId == step.Id && item is { StartedAt: not null, Item: null }))
        ?.With.GetProperty("target").GetString();

    /// <summary>All its tables were made.</summary>
    public static bool HasMade(Run run) =>
        run.Definition.Steps.Any(step => Makes(step) && run.Steps.Any(item => item.StepId == step.Id && item is { Status: StepStatus.Succeeded, Item: null }));

    /// <summary>Where the rows come from; null for a plan that does not migrate.</summary>
    public static string? SourceOf(PipelineDefinition definition) =>
        definition.Steps.FirstOrDefault(step => step.Type == "migrate.dry-run")?.With is { ValueKind: JsonValueKind.Object } with ? with.GetProperty("source").GetString() : null;

    private static bool Makes(StepDefinition step) => step.Type is "migrate.schema" or "migrate.replace";
}
