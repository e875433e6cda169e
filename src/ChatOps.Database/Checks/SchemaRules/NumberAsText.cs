using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Numbers that are kept as texts.</summary>
internal sealed class NumberAsText : TextShapeRule
{
    internal override string Id => "number-as-text";

    internal override string Explanation =>
        "All values of a text column are numbers. They sort as texts (10 before 9), nothing keeps letters out, and sums need a conversion. Codes, keys, and numbers with leading zeros are left out.";

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context) =>
        shape.Numerals == shape.Filled && shape.Lengths > 1 && !KeyColumns.IsKey(table, column.Name) && !NameWords.IsIdentifier(column.Name) && !NameWords.IsCode(column.Name) && !NameWords.Of(column.Name).Contains("version")
            ? (context.Sql.IsNumeral(column), $"are numbers, but its type is {column.DeclaredType}.")
            : null;
}
