using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Truth values that are kept as texts.</summary>
internal sealed class BooleanAsText : TextShapeRule
{
    internal override string Id => "boolean-as-text";

    internal override string Explanation =>
        "All values of a text column say yes or no. Ten spellings of true are possible, and nothing keeps others out. Use BOOLEAN, or a CHECK over the two values.";

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context) =>
        shape.Booleans == shape.Filled && !table.Checks.Any(check => check.Columns.Contains(column.Name))
            ? (context.Sql.IsOneOfFolded(column, ["true", "false", "yes", "no", "y", "n", "t", "f", "ja", "nein"]), $"say yes or no, but its type is {column.DeclaredType}.")
            : null;
}
