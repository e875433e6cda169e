using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Documents that are kept as texts.</summary>
internal sealed class JsonAsText : TextShapeRule
{
    internal override string Id => "json-as-text";

    internal override string Explanation =>
        "The values of a text column look like JSON, and nothing checks that they are. Use a JSON type, or a CHECK with the engine's function for valid JSON.";

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context)
    {
        var text = context.Sql.Trimmed(column);
        return shape.Documents >= shape.Filled * 0.95 && !table.Checks.Any(check => check.Columns.Contains(column.Name) && check.Expression.Contains("json", StringComparison.OrdinalIgnoreCase))
            ? ($"{context.Sql.IsText(column)} AND ({text} LIKE '{{%}}' OR {text} LIKE '[%]')", "look like JSON, and no constraint checks it.")
            : null;
    }
}
