using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Texts without the characters beyond 16 bits.</summary>
internal sealed class IncompleteUtf8 : StructureRule
{
    internal override string Id => "incomplete-utf8";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column uses MySQL's old utf8 (utf8mb3), which holds at most three bytes a character. Emoji and many Chinese names are refused or cut off. Use utf8mb4.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        var columns = table.Columns.Where(column => column.Collation is { } own && (own.StartsWith("utf8_", StringComparison.Ordinal) || own.StartsWith("utf8mb3_", StringComparison.Ordinal))).ToList();
        if (columns.Count > 0)
        {
            yield return context.AboutColumns(
                table, columns, $"{CheckContext.Count(columns.Count, "column")} of {table.Name} cannot hold characters of four bytes: {Proofs.Some(columns.Select(column => column.Name))}.");
        }
    }
}
