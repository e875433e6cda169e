using ChatOps.Pipelines.Policy;

namespace ChatOps.People;

/// <summary>Somebody we know.</summary>
/// <param name="Id">Stable; the same on every channel, so that one human counts once.</param>
/// <param name="Connections">Connection names they may see; <c>*</c> means all.</param>
public sealed record Person(string Id, string Name, Roles Roles, IReadOnlyList<string> Connections)
{
    public bool MaySee(string connection) =>
        Connections.Contains("*") || Connections.Contains(connection, StringComparer.OrdinalIgnoreCase);

    /// <summary>The person as the engine's policy sees them.</summary>
    public Actor ToActor(DateTimeOffset? signedInAt) => new(Id, Name, Roles, signedInAt);
}
