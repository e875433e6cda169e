using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.DataRules;

/// <summary>Texts in another encoding than promised.</summary>
internal sealed class InvalidUtf8 : RowRule
{
    internal override string Id => "invalid-utf8";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A text is stored in bytes that are not valid UTF-8, usually an old code page. Programs show replacement characters or fail, and other databases refuse it.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        foreach (var column in table.Columns.Where(column => statistics[column.Name].InvalidUtf8 > 0))
        {
            yield return context.Rows(
                table, [column.Name], context.Sql.IsInvalidUtf8(column),
                count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} not valid UTF-8.");
        }
    }
}
