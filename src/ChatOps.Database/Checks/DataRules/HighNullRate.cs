using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Columns that are hardly ever filled.</summary>
internal sealed class HighNullRate : RowRule
{
    internal override string Id => "high-null-rate";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column is NULL in at least nine of ten rows. That may be right; it may also be a field that nobody fills, or a load that lost it.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => column.Nullable && statistics.Rows >= MinimumRows))
        {
            var nulls = statistics[column.Name].Nulls;
            if (nulls < statistics.Rows && nulls >= statistics.Rows * 0.9)
            {
                yield return context.Rows(
                    table, [column.Name], context.Sql.IsReallyNull(column),
                    count => $"{table.Name}.{column.Name} is NULL in {count:N0} of {CheckContext.Count(statistics.Rows, "row")}.");
            }
        }
    }

    private const long MinimumRows = 20;
}
