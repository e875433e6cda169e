using ChatOps.Agents.Specialists;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Conversation;

/// <summary>The connections that a definition's steps name, each once.</summary>
internal static class PlanConnections
{
    public static IReadOnlyList<string> Of(PipelineDefinition definition) => StepConnections.Of(definition, StepConnections.Keys);
}
