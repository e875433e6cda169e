using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Numbers far beyond all others.</summary>
internal sealed class NumericOutliers : RowRule
{
    internal override string Id => "numeric-outliers";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A few numbers are many times larger than all others, with nothing in between, as if a decimal point or a unit had slipped. They dominate every sum and mean.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !KeyColumns.IsKey(table, column.Name) && !NameWords.IsIdentifier(column.Name)))
        {
            if (OutlierGap.Find(statistics[column.Name]) is { } gap)
            {
                var limit = context.Sql.Literal(gap.Limit);
                yield return context.Rows(
                    table, [column.Name], $"{context.Sql.IsNumber(column)} AND {context.Sql.Quote(column.Name)} > {limit}",
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} at least {gap.Ratio:N1} times as large as the next smaller one.");
            }
        }
    }
}
