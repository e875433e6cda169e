using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>UUIDs that are kept as texts.</summary>
internal sealed class UuidAsText : TextShapeRule
{
    internal override string Id => "uuid-as-text";

    internal override string Explanation =>
        "All values of a text column are UUIDs. The type uuid takes 16 bytes instead of 37, compares faster and keeps everything else out.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    protected override (string Where, string Message)? Judge(Table table, Column column, TextShape shape, CheckContext context) =>
        shape.Uuids == shape.Filled ? ($"{context.Sql.Length(column)} = 36", $"are UUIDs, but its type is {column.DeclaredType}.") : null;
}
