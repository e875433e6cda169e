using System.Text.Json;

namespace ChatOps.Pipelines.Engine;

/// <summary>
/// Tells which outside things a step touches. The engine asks before it decides who must approve, again when a
/// decision is recorded and before every gated step, and compares the fingerprints: what was approved is what runs.
/// </summary>
public interface IStepTargets
{
    /// <summary>The targets of a step with the given resolved input; none for a step that touches nothing outside.</summary>
    /// <exception cref="StepFailedException">A target cannot be identified, for example an unknown connection.</exception>
    Task<IReadOnlyList<StepTarget>> IdentifyAsync(string stepType, JsonElement with, CancellationToken cancellationToken);
}

/// <summary>One outside thing that a step touches.</summary>
/// <param name="Name">Such as <c>connection:demo</c>.</param>
/// <param name="Environment">dev, staging or prod.</param>
/// <param name="Fingerprint">Changes whenever the thing is no longer what the decision was about.</param>
public sealed record StepTarget(string Name, string Environment, string Fingerprint);
