using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables without rows.</summary>
internal sealed class EmptyTable : StructureRule
{
    internal override string Id => "empty-table";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table has no rows. It may be new, no longer used, or a load may have failed.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (context.RowCounts.TryGetValue(table.Name, out var rows) && rows == 0)
        {
            yield return new Candidate(
                table.Name, [], $"SELECT {context.Sql.Literal(table.Name)} AS {context.Sql.Quote("table")} FROM (SELECT 1 AS one) AS one WHERE NOT EXISTS (SELECT 1 FROM {context.Sql.Table(table)})",
                _ => $"{table.Name} has no rows.");
        }
    }
}
