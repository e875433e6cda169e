namespace ChatOps.Agents.Planner.Reading;

/// <summary>A stretch of the text that names a database.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
internal sealed record NamedPlace(int Start, int End);
