using System.Globalization;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>Rows that the optimizer expects to look at: those of one SELECT multiply, since its tables are joined in nested loops (MariaDB, "EXPLAIN").</summary>
internal sealed class MySqlQuerySql : IQuerySql
{
    private const double MostRows = 2_000_000_000;

    public string? Explain(string query) => QueryWords.HasPlan(FirstWord.Of(query, commentsNest: false)) ? $"EXPLAIN {query}" : null;

    public string Span(string moment, CalendarSpan span) => span switch
    {
        CalendarSpan.Year => $"DATE_FORMAT({moment}, '%Y')",
        CalendarSpan.Quarter => $"CONCAT(YEAR({moment}), '-Q', QUARTER({moment}))",
        CalendarSpan.Month => $"DATE_FORMAT({moment}, '%Y-%m')",
        _ => $"DATE_FORMAT({moment}, '%Y-%m-%d')",
    };

    public string AsNumber(string text) => $"CAST({text} AS DECIMAL(38, 10))";

    public string? TooCostly(QueryResult plan)
    {
        var id = IndexOf(plan, "id");
        var rows = IndexOf(plan, "rows");
        if (id < 0 || rows < 0)
            return null;
        var expected = plan.Rows.GroupBy(row => Convert.ToString(row[id], CultureInfo.InvariantCulture)).Sum(select => select.Aggregate(1.0, (product, row) => product * Rows(row[rows])));
        return expected <= MostRows
            ? null
            : $"The server expects this query to look at {expected.ToString("0", CultureInfo.InvariantCulture)} rows, and at most {MostRows.ToString("0", CultureInfo.InvariantCulture)} are looked at. Narrow it with a condition, or join its tables.";
    }

    private static int IndexOf(QueryResult plan, string column) =>
        Enumerable.Range(0, plan.Columns.Count).FirstOrDefault(index => plan.Columns[index].Equals(column, StringComparison.OrdinalIgnoreCase), -1);

    private static double Rows(object? value) => value is null ? 1 : Math.Max(1, Convert.ToDouble(value, CultureInfo.InvariantCulture));
}
