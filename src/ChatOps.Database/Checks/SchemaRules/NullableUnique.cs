using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Unique constraints that NULL slips through.</summary>
internal sealed class NullableUnique : StructureRule
{
    internal override string Id => "nullable-unique";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A unique constraint includes a column that may be NULL. NULLs count as different, so any number of rows without a value pass.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var index in table.Indexes.Where(index => index is { Unique: true, Partial: false, NullsNotDistinct: false } and not { Origin: IndexOrigin.PrimaryKey }))
        {
            var nullable = index.Columns.OfType<string>().Where(name => table.Find(name) is { Nullable: true }).ToList();
            if (nullable.Count > 0)
            {
                yield return new Candidate(
                    table.Name, nullable, context.Sql.DescribeIndex(table, index.Name),
                    _ => $"{string.Join(", ", index.Columns)} of {table.Name} must be unique, but {string.Join(", ", nullable)} may be NULL, and NULLs never collide.");
            }
        }
    }
}
