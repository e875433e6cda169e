using System.Text.Json;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Pipelines.Engine;

/// <summary>What one attempt of a step sees of its run.</summary>
public abstract class StepContext
{
    public abstract string RunId { get; }

    public abstract string StepId { get; }

    /// <summary>The index within <c>forEach</c>, or null for a step that runs once.</summary>
    public abstract int? Item { get; }

    /// <summary>Counts from 1; an attempt repeated after a crash keeps counting.</summary>
    public abstract int Attempt { get; }

    /// <summary><c>run/step</c> or <c>run/step/item</c>: the same for every attempt of the same work.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>The id of the person who asked for the run.</summary>
    public abstract string RequestedBy { get; }

    /// <summary>The resolved <c>with</c>, already checked against the type's input schema.</summary>
    public abstract JsonElement With { get; }

    /// <summary>The last saved checkpoint of this step and item, or null.</summary>
    public abstract JsonElement? Checkpoint { get; }

    /// <summary>Saves where to go on after a crash; returns once it is durable.</summary>
    public abstract Task SaveCheckpointAsync(JsonElement checkpoint, CancellationToken cancellationToken);

    /// <summary>Tells how far the step is. Cheap: only the latest value is kept, and it is not durable.</summary>
    public abstract void Report(StepProgress progress);

    /// <summary>
    /// Writes a file into the run's artifact folder: first beside its place, flushed, then renamed, then recorded.
    /// Writing the same name from the same step and item again replaces it.
    /// </summary>
    public abstract Task<Artifact> WriteArtifactAsync(
        string name, string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens an artifact of this run by its id.</summary>
    /// <exception cref="StepFailedException">No such artifact in this run.</exception>
    public abstract Task<Stream> OpenArtifactAsync(string artifactId, CancellationToken cancellationToken);
}

/// <summary>How far a step is, in the step's own unit.</summary>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all, or null when it is not known.</param>
/// <param name="Unit">Plural noun, such as "rows" or "tables".</param>
/// <param name="Note">What is being worked on, such as a table's name.</param>
public sealed record StepProgress(long Done, long? Total, string Unit, string? Note = null);
