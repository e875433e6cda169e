using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Lists in one value.</summary>
internal sealed class ListInColumn : TextShapeRule
{
    internal override string Id => "list-in-column";

    internal override string Explanation =>
        "A column holds several values in one text, with a separator between them. They cannot be joined, indexed, counted or kept valid. A table with one row for each value can (first normal form).";

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context) =>
        shape.ListSeparator is { } separator
            ? ($"{context.Sql.IsText(column)} AND {context.Sql.Quote(column.Name)} LIKE '%{separator}%'", $"hold a list, separated by '{separator}'.")
            : null;
}
