using ChatOps.Agents.Questions.Graph;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>A table that some words can stand for.</summary>
/// <param name="Score">0 to 1.</param>
internal sealed record TableMatch(TableNode Table, double Score);

/// <summary>A column that some words can stand for.</summary>
/// <param name="Score">0 to 1.</param>
internal sealed record ColumnMatch(ColumnNode Column, double Score);
