using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>One way to understand a question.</summary>
/// <param name="Text">The statement as SQL.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Loose">Words that it leaves unexplained.</param>
/// <param name="Rivals">Columns that could as well have been meant, by the words for them.</param>
internal sealed record Reading(SelectStatement Select, string Text, double Score, IReadOnlyList<string> Loose, IReadOnlyList<(string Text, ColumnNode Chosen, ColumnNode Rival)> Rivals)
{
    /// <summary>A word that nothing is known of, and the table that it was taken for; null where every word is known.</summary>
    public (string Word, TableNode Table)? Supposed { get; init; }
}
