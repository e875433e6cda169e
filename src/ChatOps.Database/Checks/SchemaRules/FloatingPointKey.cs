using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Keys that are compared inexactly.</summary>
internal sealed class FloatingPointKey : StructureRule
{
    internal override string Id => "floating-point-key";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column of a primary key, a unique key or a reference is declared as binary floating point. Two values that print alike need not be equal, so rows are not found and duplicates pass.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from column in table.Columns
        where column.Kind == ColumnKind.Floating && KeyColumns.IsKey(table, column.Name)
        select context.AboutColumn(table, column, $"{table.Name}.{column.Name} is part of a key and is {column.DeclaredType}, which is compared inexactly.");
}
