using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References to nothing.</summary>
internal sealed class ForeignKeyToMissingTable : StructureRule
{
    internal override string Id => "foreign-key-to-missing-table";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "A foreign key refers to a table or a column that does not exist. Nothing is checked, and with enforcement on every insert into the table fails.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            var parent = context.Table(key.ReferencedTable);
            var missing = key.ReferencedColumns.FirstOrDefault(column => parent?.Find(column) is null);
            if (parent is null ? !ForeignKeyTargets.IsKnown(key, context) : missing is not null)
            {
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key),
                    _ => parent is null
                        ? $"{table.Name}.{string.Join(", ", key.Columns)} refers to the table {key.ReferencedTable}, which does not exist."
                        : $"{table.Name}.{string.Join(", ", key.Columns)} refers to {parent.Name}.{missing}, which does not exist.");
            }
        }
    }
}
