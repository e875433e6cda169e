using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Deletes that reach further than they look.</summary>
internal sealed class CascadeHazard : StructureRule
{
    internal override string Id => "cascade-hazard";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Deleting one row may delete rows in tables two or more references away without asking, or sets a column to NULL that must not be NULL, which makes the delete fail.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            var required = key.Columns.Where(column => table.Find(column) is { Nullable: false }).ToList();
            if (key.OnDelete == "SET NULL" && required.Count > 0)
            {
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key),
                    _ => $"Deleting a row of {key.ReferencedTable} sets {table.Name}.{string.Join(", ", required)} to NULL, which is not allowed, so the delete fails.");
            }
            else if (key.OnDelete == "CASCADE" && Further(table, context) is { } further)
            {
                yield return new Candidate(
                    table.Name, key.Columns, context.Sql.DescribeForeignKey(table, key),
                    _ => $"Deleting a row of {key.ReferencedTable} deletes its rows of {table.Name} and with them those of {further}.");
            }
        }
    }

    private static string? Further(Table table, CheckContext context) => context.Schema.Tables.FirstOrDefault(
        other => other != table && other.ForeignKeys.Any(key => key.OnDelete == "CASCADE" && key.ReferencedTable.Equals(table.Name, StringComparison.OrdinalIgnoreCase)))?.Name;
}
