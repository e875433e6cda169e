#pragma warning disable CA1822, CA1801, IDE0060
namespace ChatOps.Pipelines.Runs;

/// <summary>Reads runs and their artifacts.</summary>
public sealed class RunStore
{
    public Task<Run?> FindAsync(string runId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(RunQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<IReadOnlyList<Artifact>> ArtifactsAsync(string runId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<Artifact?> FindArtifactAsync(string artifactId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Where the artifact's file is.</summary>
    public string ArtifactPath(Artifact artifact) => throw new NotImplementedException();
}
