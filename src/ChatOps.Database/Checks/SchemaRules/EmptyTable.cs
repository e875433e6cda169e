using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables without rows.</summary>
internal sealed class EmptyTable : RowRule
{
    internal override string Id => "empty-table";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table has no rows. It may be new, no longer used, or a load may have failed.";

    internal override IEnumerable<Candidate> Find(Table table, TableStatistics statistics, CheckContext context)
    {
        if (statistics.Rows == 0)
        {
            yield return new Candidate(
                table.Name, [], $"SELECT {context.Sql.Literal(table.Name)} AS \"table\" WHERE NOT EXISTS (SELECT 1 FROM {context.Sql.Quote(table.Name)})",
                _ => $"{table.Name} has no rows.");
        }
    }
}
