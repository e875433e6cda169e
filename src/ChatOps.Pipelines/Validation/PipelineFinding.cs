namespace ChatOps.Pipelines.Validation;

/// <summary>One thing that is wrong with a definition.</summary>
/// <param name="StepId">The step concerned, or null for the pipeline as a whole.</param>
/// <param name="Code">Stable kebab-case name of the rule.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record PipelineFinding(string? StepId, string Code, string Message);
