using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References with half a value.</summary>
internal sealed class HalfNullReference : StructureRule
{
    internal override string Id => "half-null-reference";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key of several columns has a value in some of those that may be NULL and none in the others. By the SQL standard such a key is not checked at all, so the row refers to nothing although it looks as if it did.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys.Where(key => key.Columns.Count > 1))
        {
            List<string> optional = [.. key.Columns.Where(column => table.Find(column) is { Nullable: true }).Select(context.Sql.Quote)];
            if (optional.Count > 1)
            {
                var some = string.Join(" OR ", optional.Select(column => $"{column} IS NULL"));
                var any = string.Join(" OR ", optional.Select(column => $"{column} IS NOT NULL"));
                yield return context.Rows(
                    table, key.Columns, $"({some}) AND ({any})",
                    count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "has" : "have")} only a part of {string.Join(", ", key.Columns)}, so the reference to {key.ReferencedTable} is not checked.");
            }
        }
    }
}
