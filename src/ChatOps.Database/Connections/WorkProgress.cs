namespace ChatOps.Database.Connections;

/// <summary>How far a long piece of work is.</summary>
/// <param name="What">What is being worked on, such as a table's name.</param>
/// <param name="Rows">Rows done of it.</param>
/// <param name="TotalRows">Rows it has, or null when that is not known.</param>
public sealed record WorkProgress(string What, long Rows, long? TotalRows);
