using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References of a row to itself.</summary>
internal sealed class ReferenceToItself : StructureRule
{
    internal override string Id => "reference-to-itself";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key refers from columns to the very same columns of the same table. Every row refers to itself, so the constraint can never fail and says nothing; usually another column was meant.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from key in table.ForeignKeys
        where Proofs.Is(key.ReferencedTable, table.Name) && key.Columns.SequenceEqual(key.ReferencedColumns, StringComparer.OrdinalIgnoreCase)
        select context.AboutKey(table, key, $"{table.Name}.{string.Join(", ", key.Columns)} refers to itself, so every row satisfies it.");
}
