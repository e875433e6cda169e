using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Defaults that work once.</summary>
internal sealed class DefaultInUniqueColumn : StructureRule
{
    internal override string Id => "default-in-unique-column";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column that must be unique has a constant as its default. The first row that leaves the column out gets it; the second one is refused.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        where column is { Default: not null, Identity: false, Generated: false } && KeyColumns.IsUnique(table, [column.Name])
        let constant = ConstantDefault.Of(column.Default!)
        where constant is { Value: not null }
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} must be unique and has the default {column.Default}: only one row can leave it out.");
}
