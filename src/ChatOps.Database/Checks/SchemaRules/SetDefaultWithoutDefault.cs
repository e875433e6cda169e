using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Actions that set a default which is not there.</summary>
internal sealed class SetDefaultWithoutDefault : StructureRule
{
    internal override string Id => "set-default-without-default";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key sets its column to its default when the parent row goes away, but the column has no default: it becomes NULL, and where NULL is not allowed the change of the parent fails.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from key in table.ForeignKeys
        where key.OnDelete == "SET DEFAULT" || key.OnUpdate == "SET DEFAULT"
        let bare = key.Columns.Select(table.Find).OfType<Column>().Where(column => column is { Default: null, Identity: false }).ToList()
        where bare.Count > 0
        select context.AboutKey(
            table, key,
            $"{table.Name}.{string.Join(", ", bare.Select(column => column.Name))} is set to its default when the row of {key.ReferencedTable} changes, and has none: {(bare.Exists(column => !column.Nullable) ? "the change fails" : "it becomes NULL")}.");
}
