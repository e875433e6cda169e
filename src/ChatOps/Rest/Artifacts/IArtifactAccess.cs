using ChatOps.People;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Rest.Artifacts;

/// <summary>Where files of runs are and who may see them. An interface because the wire tests answer in its place.</summary>
public interface IArtifactAccess
{
    /// <summary>The artifact, or null when there is none with this id or the person may not see the run's connections.</summary>
    Task<ArtifactFile?> FindAsync(string artifactId, Person person, CancellationToken cancellationToken);
}

/// <summary>An artifact and the file it is in.</summary>
public sealed record ArtifactFile(Artifact Artifact, string Path);
