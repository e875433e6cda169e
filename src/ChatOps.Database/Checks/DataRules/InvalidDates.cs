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
            var odd = own.Texts - own.IsoDates - own.Blanks;
            if (DateColumns.Is(column, own) && odd > 0 && !(IsInfinite(column, context) && odd > own.Texts * MostInfinite))
            {
                yield return context.Rows(
                    table, [column.Name],
                    $"{context.Sql.IsText(column)} AND {context.Sql.Trimmed(column)} <> '' AND NOT ({context.Sql.IsIsoDate(column)}) AND NOT ({context.Sql.IsOtherDate(column)})",
                    count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} {(IsInfinite(column, context) ? "infinite" : "not a date that exists")}.");
            }
        }
    }

    /// <summary>A common infinity is somebody's way to say "open"; a rare one is not.</summary>
    private const double MostInfinite = 0.05;

    private static bool IsInfinite(Column column, CheckContext context) => context.Sql.HasInfiniteDates && column.Kind == ColumnKind.Date;
}
