using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Dates written in several ways.</summary>
internal sealed class MixedDateFormats : RowRule
{
    internal override string Id => "mixed-date-formats";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Dates of one column are written in different ways. They do not sort or compare, and 01/02/2025 may be read as two different days.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns)
        {
            var own = statistics[column.Name];
            if (DateColumns.Is(column, own) && own is { IsoDates: > 0, OtherDates: > 0 })
            {
                var iso = own.IsoDates >= own.OtherDates;
                yield return context.Rows(
                    table, [column.Name], iso ? context.Sql.IsOtherDate(column) : context.Sql.IsIsoDate(column),
                    count => $"{CheckContext.Count(count, "date")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} written in another way than the rest.");
            }
        }
    }
}
