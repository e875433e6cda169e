using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Indexes that exist twice.</summary>
internal sealed class DuplicateIndex : StructureRule
{
    internal override string Id => "duplicate-index";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Two indexes cover exactly the same columns. Both are written at every change and only one is ever needed.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var index in table.Indexes.Where(index => index is { Origin: IndexOrigin.Created, Valid: true }).OrderBy(index => index.Name, StringComparer.Ordinal))
        {
            var twin = table.Indexes.FirstOrDefault(other => other.Valid && IndexComparison.IsTwin(index, other) && IndexComparison.IsPreferred(other, index));
            var key = twin is null && IndexComparison.IsRowIdKey(table, index);
            if (twin is not null || key)
            {
                yield return new Candidate(
                    table.Name, [.. index.Columns.OfType<string>()], context.Sql.DescribeIndex(table, index.Name),
                    _ => $"The index {index.Name} of {table.Name} covers the same columns as {(twin is null ? "its primary key" : twin.Origin == IndexOrigin.Created ? $"the index {twin.Name}" : "a key")}.")
                {
                    Fix = context.Sql.DropIndex(table, index.Name),
                };
            }
        }
    }
}
