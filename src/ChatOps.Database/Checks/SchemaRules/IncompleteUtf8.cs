using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Texts without the characters beyond 16 bits.</summary>
internal sealed class IncompleteUtf8 : StructureRule
{
    internal override string Id => "incomplete-utf8";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A table keeps its texts in MySQL's old utf8 (utf8mb3), which holds at most three bytes a character. Emoji and many Chinese names are refused or cut off. Use utf8mb4.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (table.Collation is { } own && (own.StartsWith("utf8_", StringComparison.Ordinal) || own.StartsWith("utf8mb3_", StringComparison.Ordinal)))
        {
            yield return context.AboutTable(table, $"{table.Name} has the collation {own}, so its texts cannot hold characters of four bytes, such as emoji.");
        }
    }
}
