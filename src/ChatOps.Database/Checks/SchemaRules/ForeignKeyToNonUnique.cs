using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References to columns that do not identify a row.</summary>
internal sealed class ForeignKeyToNonUnique : StructureRule
{
    internal override string Id => "foreign-key-to-non-unique";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A foreign key refers to columns that are neither a primary key nor unique. It is not clear which row is meant, and SQLite refuses every change of either table while foreign keys are enforced.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            var parent = context.Table(key.ReferencedTable);
            var known = parent is not null && key.ReferencedColumns.All(column => parent?.Find(column) is not null);
            if (known && (key.ReferencedColumns.Count == 0 || !KeyColumns.IsUnique(parent!, [.. key.ReferencedColumns])))
            {
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key),
                    _ => key.ReferencedColumns.Count == 0
                        ? $"{table.Name}.{string.Join(", ", key.Columns)} refers to {parent!.Name}, which has no primary key of {CheckContext.Count(key.Columns.Count, "column")}."
                        : $"{table.Name}.{string.Join(", ", key.Columns)} refers to {parent!.Name}.{string.Join(", ", key.ReferencedColumns)}, which is not unique.");
            }
        }
    }
}
