using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References to a table that another column names.</summary>
internal sealed class PolymorphicReference : StructureRule
{
    internal override string Id => "polymorphic-reference";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "One column holds an id and another one the kind of thing it belongs to. No foreign key can check such a reference, so rows whose target is gone stay behind unnoticed.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from type in table.Columns
        where type.Kind is ColumnKind.Text or ColumnKind.Any && NameWords.Of(type.Name) is [_, .., "type" or "class"]
        let stem = string.Concat(NameWords.Of(type.Name).SkipLast(1))
        let id = table.Columns.FirstOrDefault(column => string.Concat(NameWords.Of(column.Name)) == stem + "id")
        where id is not null && !KeyColumns.IsForeignKey(table, id.Name) && !KeyColumns.IsUnique(table, [id.Name])
        select context.AboutColumns(table, [type, id], $"{table.Name}.{id.Name} refers to a table that {type.Name} names, which no foreign key can check.");
}
