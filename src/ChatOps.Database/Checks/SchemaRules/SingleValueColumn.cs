using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that never vary.</summary>
internal sealed class SingleValueColumn : RowRule
{
    internal override string Id => "single-value-column";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A column holds the same value in every row (or only NULL), so it tells nothing: it may be unused, or a load may have filled it wrongly.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics.Rows >= MinimumRows && !column.Generated))
        {
            var own = statistics[column.Name];
            var name = context.Sql.Quote(column.Name);
            if (own.Nulls == statistics.Rows || (own is { Nulls: 0, Blobs: 0, Counts.Overflowed: false } && own.Counts.Distinct == 1))
            {
                yield return new Candidate(
                    table.Name, [column.Name], $"SELECT {name}, COUNT(*) AS \"rows\" FROM {context.Sql.Quote(table.Name)} GROUP BY {name}",
                    _ => own.Nulls == statistics.Rows
                        ? $"{table.Name}.{column.Name} is NULL in all {CheckContext.Count(statistics.Rows, "row")}."
                        : $"{table.Name}.{column.Name} has the same value in all {CheckContext.Count(statistics.Rows, "row")}.");
            }
        }
    }

    /// <summary>Fewer rows may agree by chance.</summary>
    private const long MinimumRows = 20;
}
