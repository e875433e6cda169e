using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References between texts that are compared differently.</summary>
internal sealed class ForeignKeyCollationMismatch : StructureRule
{
    internal override string Id => "foreign-key-collation-mismatch";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key and the key it refers to compare texts by different rules (collations). Whether a value has a parent then depends on the side that compares, and joins cannot use the index.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from key in table.ForeignKeys
        let parent = context.Table(key.ReferencedTable)
        where parent is not null
        from pair in key.Columns.Zip(key.ReferencedColumns)
        let column = table.Find(pair.First)
        let target = parent.Find(pair.Second)
        where column is { Kind: ColumnKind.Text } && target is { Kind: ColumnKind.Text } && !Proofs.Is(Collation(column), Collation(target))
        select context.AboutColumn(
            table, column, $"{table.Name}.{column.Name} compares texts by {Collation(column)}, but {parent.Name}.{target.Name}, to which it refers, by {Collation(target)}.");

    private static string Collation(Column column) => column.Collation is null or "BINARY" ? "the default" : column.Collation;
}
