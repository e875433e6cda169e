using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Declared references without a parent row.</summary>
internal sealed class OrphanedRows : StructureRule
{
    internal override string Id => "orphaned-rows";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Rows refer to a parent row that does not exist, although a foreign key is declared. Joins lose these rows, and totals differ from report to report. A key with a NULL in it refers to nothing and is fine.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (ForeignKeyTargets.Readable(key, context) is { } parent)
            {
                var columns = string.Join(", ", key.Columns);
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.Orphans(table, key.Columns, parent, key.ReferencedColumns),
                    count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "has" : "have")} a value in {columns} that no row of {key.ReferencedTable} has.");
            }
        }
    }
}
