using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>NULL where it is forbidden.</summary>
internal sealed class NotNullViolations : RowRule
{
    internal override string Id => "not-null-violations";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A column declared NOT NULL holds NULLs all the same, after an alteration of the table or of the file. Queries that trust the declaration skip these rows.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => !column.Nullable && statistics[column.Name].Nulls > 0))
        {
            yield return context.Rows(
                table, [column.Name], context.Sql.IsReallyNull(column),
                count => $"{table.Name}.{column.Name} is NOT NULL by declaration and NULL in {CheckContext.Count(count, "row")}.");
        }
    }
}
