using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Texts that are no dates.</summary>
internal sealed class InvalidDates : RowRule
{
    internal override string Id => "invalid-dates";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A text in a column of dates is not a date, or names a day that does not exist, such as 30 February. Comparisons and date functions give wrong results or NULL.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns)
        {
            var own = statistics[column.Name];
            if (DateColumns.Is(column, own) && own.Texts > own.IsoDates + own.Blanks)
            {
                yield return context.Rows(
                    table, [column.Name],
                    $"{context.Sql.IsText(column)} AND {context.Sql.Trimmed(column)} <> '' AND NOT ({context.Sql.IsIsoDate(column)}) AND NOT ({context.Sql.IsOtherDate(column)})",
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not a date that exists.");
            }
        }
    }
}
