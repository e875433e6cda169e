using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>The planner's total cost, in its own unit: one page read in sequence (PostgreSQL, "Using EXPLAIN").</summary>
internal sealed class PostgreSqlQuerySql : IQuerySql
{
    /// <summary>A scan of some 40 GB, or a join that would go on for hours.</summary>
    private const double MostCost = 10_000_000;

    public string? Explain(string query) => QueryWords.HasPlan(FirstWord.Of(query, commentsNest: true)) ? $"EXPLAIN (FORMAT JSON) {query}" : null;

    public string Span(string moment, CalendarSpan span) => $"to_char(CAST({moment} AS TIMESTAMP), '{span switch
    {
        CalendarSpan.Year => "YYYY",
        CalendarSpan.Quarter => "YYYY\"-Q\"Q",
        CalendarSpan.Month => "YYYY-MM",
        _ => "YYYY-MM-DD",
    }}')";

    public string AsNumber(string text) => $"CAST({text} AS NUMERIC)";

    /// <summary>LIKE itself looks at the case here.</summary>
    public string Like(string text, string pattern, bool negated) => $"{text} {(negated ? "NOT " : "")}ILIKE {pattern}";

    public string? TooCostly(QueryResult plan)
    {
        var text = string.Concat(plan.Rows.Select(row => row[0] as string));
        using var document = JsonDocument.Parse(text);
        var cost = document.RootElement[0].GetProperty("Plan").GetProperty("Total Cost").GetDouble();
        return cost <= MostCost
            ? null
            : $"The server expects this query to cost {cost.ToString("0", CultureInfo.InvariantCulture)}, and at most {MostCost.ToString("0", CultureInfo.InvariantCulture)} is run. Narrow it with a condition, or join its tables.";
    }
}
