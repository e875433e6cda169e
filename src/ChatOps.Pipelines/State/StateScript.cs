namespace ChatOps.Pipelines.State;

/// <summary>The tables of one room, registered through dependency injection and run by <see cref="StateDatabase"/>.</summary>
/// <param name="Room">Stable name of the owner, such as <c>runs</c>.</param>
/// <param name="Version">Counts up from 1 within the room; a script that has shipped never changes.</param>
/// <param name="Sql">One or more SQLite statements, without transaction control.</param>
public sealed record StateScript(string Room, int Version, string Sql);
