using ChatOps.Reports;

namespace ChatOps.Agents.Specialists.SqlDeveloper;

/// <summary>The full result of a query, as the step keeps it.</summary>
/// <param name="Rows">Values as ReportJson writes them.</param>
/// <param name="Truncated">There were more rows than an answer holds.</param>
public sealed record QueryRows(string Sql, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool Truncated);

/// <summary>The step's output: small enough for every card.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Top">The first of them.</param>
/// <param name="Result">The artifact that holds all.</param>
public sealed record QuerySummary(
    string Summary, string? Question, string Sql, IReadOnlyList<string> Columns, int Rows, bool Truncated, IReadOnlyList<object?[]> Top, string Result)
{
    private const int MostTop = 15;

    public static QuerySummary Of(QueryRows rows, string? question, string artifact) => new(
        $"{Figures.Count(rows.Rows.Count, "row")}{(rows.Truncated ? ", and there are more" : "")}",
        question, rows.Sql, rows.Columns, rows.Rows.Count, rows.Truncated, [.. rows.Rows.Take(MostTop)], artifact);
}
