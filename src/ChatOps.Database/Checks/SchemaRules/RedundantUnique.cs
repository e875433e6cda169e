using ChatOps.Database.Introspection;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Uniqueness that follows from another key.</summary>
internal sealed class RedundantUnique : StructureRule
{
    internal override string Id => "redundant-unique";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A unique index covers a key that is unique already, with further columns. It guarantees nothing more; it is written at every change and mostly only needed where a foreign key refers to just these columns.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from index in table.Indexes
        where index is { Unique: true, Partial: false, Origin: not IndexOrigin.PrimaryKey } && !index.Columns.Contains(null) && index.Included.Count == 0
        let smaller = Keys(table).FirstOrDefault(key => key.Count < index.Columns.Count && key.All(column => index.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)))
        where smaller is not null && !IsReferenced(table, index, context)
        select context.AboutIndex(table, index, $"{string.Join(", ", index.Columns)} of {table.Name} is unique by {index.Name}, but {string.Join(", ", smaller)} alone is unique already.");

    /// <summary>Sets of columns that identify a row and are never NULL.</summary>
    private static IEnumerable<IReadOnlyList<string>> Keys(Table table) => table.Indexes
        .Where(index => index is { Unique: true, Partial: false } && !index.Columns.Contains(null)).Select(index => index.Columns.OfType<string>().ToList())
        .Prepend([.. table.PrimaryKey]).Where(key => key.Count > 0 && key.TrueForAll(column => table.Find(column) is { Nullable: false }));

    private static bool IsReferenced(Table table, Index index, CheckContext context) => context.Schema.Tables.Any(other => other.ForeignKeys.Any(
        key => Proofs.Is(key.ReferencedTable, table.Name) && key.ReferencedColumns.Count == index.Columns.Count && key.ReferencedColumns.All(column => index.Columns.Contains(column, StringComparer.OrdinalIgnoreCase))));
}
