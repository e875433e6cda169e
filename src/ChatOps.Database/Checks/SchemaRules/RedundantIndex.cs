using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Indexes that another one includes.</summary>
internal sealed class RedundantIndex : StructureRule
{
    internal override string Id => "redundant-index";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "An index covers only the first columns of another one, which can answer the same questions. It costs space and time at every change.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var index in table.Indexes.Where(index => index is { Origin: IndexOrigin.Created, Unique: false, Partial: false, Valid: true }))
        {
            if (table.Indexes.FirstOrDefault(other => other is { Partial: false, Valid: true } && IndexComparison.IsPrefix(index, other)) is { } longer)
            {
                yield return new Candidate(
                    table.Name, [.. index.Columns.OfType<string>()], context.Sql.DescribeIndex(table, index.Name),
                    _ => $"The index {index.Name} of {table.Name} is the beginning of {(longer.Origin == IndexOrigin.PrimaryKey ? "its primary key" : longer.Name)}, which serves the same queries.")
                {
                    Fix = context.Sql.DropIndex(table, index.Name),
                };
            }
        }
    }
}
