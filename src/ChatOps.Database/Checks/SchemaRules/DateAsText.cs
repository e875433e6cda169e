using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Dates that are kept as texts.</summary>
internal sealed class DateAsText : TextShapeRule
{
    internal override string Id => "date-as-text";

    internal override string Explanation =>
        "All values of a text column are dates although the database has types for them. Impossible dates are accepted, other ways of writing sort wrongly, and every calculation needs a conversion.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql, DatabaseProvider.MySql];

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context) =>
        shape.Dates >= shape.Filled * 0.95
            ? ($"({context.Sql.IsIsoDate(column)}) OR ({context.Sql.IsOtherDate(column)})", $"are dates, but its type is {column.DeclaredType}.")
            : null;
}
