using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Declared and stated references without a parent row.</summary>
internal sealed class OrphanedRows : StructureRule
{
    internal override string Id => "orphaned-rows";

    internal override Severity Severity => Severity.Error;

    internal override string Explanation =>
        "Rows refer to a parent row that does not exist, although a foreign key is declared, or the stated schema says that they refer to one. Joins lose these rows, and totals differ from report to report. A key with a NULL in it refers to nothing and is fine.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (ForeignKeyTargets.Readable(key, context) is { } parent)
                yield return Orphans(table, key, parent, context, "");
        }

        foreach (var reference in context.Stated?.Find(table.Name)?.References ?? [])
        {
            if (!table.ForeignKeys.Any(key => IsTheSame(key, reference)) && ForeignKeyTargets.Readable(reference, context) is { } parent)
                yield return Orphans(table, reference, parent, context, " The reference is not declared; it is stated.");
        }
    }

    private static Candidate Orphans(Table table, ForeignKey key, Table parent, CheckContext context, string origin)
    {
        var columns = string.Join(", ", key.Columns);
        return new Candidate(
            table.Name, key.Columns, context.Sql.Orphans(table, key.Columns, parent, key.ReferencedColumns),
            count => $"{CheckContext.Count(count, "row")} of {table.Name} {(count == 1 ? "has" : "have")} a value in {columns} that no row of {key.ReferencedTable} has.{origin}");
    }

    private static bool IsTheSame(ForeignKey declared, ForeignKey stated) =>
        declared.Columns.SequenceEqual(stated.Columns, StringComparer.OrdinalIgnoreCase)
        && declared.ReferencedTable.Equals(stated.ReferencedTable, StringComparison.OrdinalIgnoreCase)
        && declared.ReferencedColumns.SequenceEqual(stated.ReferencedColumns, StringComparer.OrdinalIgnoreCase);
}
