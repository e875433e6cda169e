using System.Text;
using System.Text.Json;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>The engine's side of <see cref="StepContext"/>; what it writes is fenced by the run's lease and the attempt.</summary>
internal sealed class AttemptContext(
    RunRow run, StepDefinition step, StepRow row, JsonElement with, RunLease lease, StateDatabase state, ProgressBoard progress) : StepContext
{
    public override string RunId => run.Id;

    public override string StepId => step.Id;

    public override int? Item { get; } = row.Item == StepRow.Itself ? null : row.Item;

    public override int Attempt => row.Attempt;

    public override string IdempotencyKey => Item is { } item ? $"{run.Id}/{step.Id}/{item}" : $"{run.Id}/{step.Id}";

    public override string RequestedBy => run.RequestedBy;

    public override JsonElement With => with;

    public override JsonElement? Checkpoint => _checkpoint;

    private JsonElement? _checkpoint;

    /// <summary>A first attempt has none, so it costs no read.</summary>
    public async Task LoadCheckpointAsync(CancellationToken cancellationToken)
    {
        if (row.Attempt <= 1)
            return;
        var text = await state.ReadAsync(
            c => c.Scalar<string>("SELECT checkpoint FROM step_run WHERE run_id=?1 AND step=?2 AND item=?3", run.Id, row.Step, row.Item),
            cancellationToken);
        _checkpoint = text is null ? null : CompactJson.Parse(text);
    }

    public override async Task SaveCheckpointAsync(JsonElement checkpoint, CancellationToken cancellationToken)
    {
        var text = checkpoint.GetRawText();
        if (Encoding.UTF8.GetByteCount(text) > DefinitionLimits.MaxOutputBytes)
            throw new StepFailedException("The checkpoint is larger than 1 MiB. Keep what is large in an artifact and its id in the checkpoint.");
        cancellationToken.ThrowIfCancellationRequested();
        await lease.CommitAsync(c => c.Run(
            "UPDATE step_run SET checkpoint=?4 WHERE run_id=?1 AND step=?2 AND item=?3 AND attempt=?5 AND is_open=1",
            run.Id, row.Step, row.Item, text, row.Attempt) == 1 ? true : throw new StaleRunException(run.Id));
        _checkpoint = checkpoint;
    }

    public override void Report(StepProgress progressNow) => progress.Set(run.Id, step.Id, Item, progressNow);

    public override async Task<Artifact> WriteArtifactAsync(
        string name, string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var artifact = await WriteFileAsync(name, mediaType, write, cancellationToken);
        var path = Artifacts.PathOf(state.DataFolder, artifact);
        try
        {
            var replaced = await lease.CommitAsync(c => Artifacts.Record(c, artifact, Item));
            if (replaced is not null)
                File.Delete(Artifacts.PathOf(state.DataFolder, replaced));
            return artifact;
        }
        catch (StaleRunException)
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task<Artifact> WriteFileAsync(
        string name, string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            return await Artifacts.WriteFileAsync(state.DataFolder, run.Id, step.Id, name, mediaType, write, cancellationToken);
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            throw new StepFailedException(
                $"The file '{Artifacts.SafeName(name)}' could not be written, because the disk is full or the folder {Path.Combine(state.DataFolder, "artifacts")} cannot be written. Nothing of this file was kept. Make room on that disk, or give the program's user the right to write there, and run this again.",
                isTransient: true, error);
        }
    }

    /// <summary>
    /// A disk answers with the plain type, as when it is full. A missing source file has a type of its own, and a network
    /// has its own error inside; neither is about where the artifact goes.
    /// </summary>
    private static bool IsOfTheDisk(Exception error) =>
        error is UnauthorizedAccessException || (error.GetType() == typeof(IOException) && error.InnerException is null);

    public override async Task<Stream> OpenArtifactAsync(string artifactId, CancellationToken cancellationToken)
    {
        var artifact = await state.ReadAsync(c => Artifacts.Find(c, artifactId), cancellationToken);
        if (artifact is null || artifact.RunId != run.Id)
            throw new StepFailedException($"This run has no artifact '{artifactId}'.");
        try
        {
            return new FileStream(
                Artifacts.PathOf(state.DataFolder, artifact), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        }
        catch (IOException error)
        {
            throw new StepFailedException($"The file of the artifact '{artifact.Name}' cannot be read. Run the step that makes it again.", innerException: error);
        }
    }
}
