#pragma warning disable CA1801, IDE0060
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;

namespace ChatOps.Pipelines.Validation;

/// <summary>Checks a definition before anything runs, and reports all findings at once.</summary>
public static class PipelineValidator
{
    public static IReadOnlyList<PipelineFinding> Validate(PipelineDefinition definition, StepCatalog catalog) => throw new NotImplementedException();
}
