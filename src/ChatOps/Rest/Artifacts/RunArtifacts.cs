using ChatOps.Conversation;
using ChatOps.People;
using ChatOps.Pipelines.Runs;

namespace ChatOps.Rest.Artifacts;

/// <summary>The files of the runs that the engine knows, shown to whoever may see the run itself.</summary>
internal sealed class RunArtifacts(RunStore runs, RunAccess access) : IArtifactAccess
{
    public async Task<ArtifactFile?> FindAsync(string artifactId, Person person, CancellationToken cancellationToken) =>
        await runs.FindArtifactAsync(artifactId, cancellationToken) is { } artifact
        && await access.MaySeeAsync(person, artifact.RunId, cancellationToken)
            ? new ArtifactFile(artifact, runs.ArtifactPath(artifact))
            : null;
}
