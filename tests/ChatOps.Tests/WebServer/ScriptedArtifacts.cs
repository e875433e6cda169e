using ChatOps.People;
using ChatOps.Pipelines.Runs;
using ChatOps.Rest.Artifacts;

namespace ChatOps.Tests.WebServer;

/// <summary>Files of runs, each about one connection.</summary>
internal sealed class ScriptedArtifacts : IArtifactAccess
{
    private readonly Dictionary<string, (ArtifactFile File, string Connection)> _files = [];

    public void Add(string id, string name, string mediaType, string path, string connection) =>
        _files[id] = (new ArtifactFile(new Artifact(id, "run", "step", name, mediaType, 0, ""), path), connection);

    public Task<ArtifactFile?> FindAsync(string artifactId, Person person, CancellationToken cancellationToken) =>
        Task.FromResult(_files.TryGetValue(artifactId, out var found) && person.MaySee(found.Connection) ? found.File : null);
}
