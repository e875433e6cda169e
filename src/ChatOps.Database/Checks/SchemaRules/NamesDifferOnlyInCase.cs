using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Names that are one name elsewhere.</summary>
internal sealed class NamesDifferOnlyInCase : SchemaRule
{
    internal override string Id => "names-differ-only-in-case";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "Two tables, or two columns of a table, differ only in capital and small letters. People mix them up, and other databases or file systems cannot hold both.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Candidate>>([.. Tables(context), .. context.Tables.SelectMany(table => Columns(table, context))]);

    private static IEnumerable<Candidate> Tables(CheckContext context) =>
        from same in context.Schema.Tables.GroupBy(table => table.Name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        from table in same.Skip(1)
        where context.Tables.Contains(table)
        select context.AboutTable(table, $"The tables {string.Join(" and ", same.Select(one => one.Name))} differ only in capital and small letters.");

    private static IEnumerable<Candidate> Columns(Table table, CheckContext context) =>
        from same in table.Columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        from column in same.Skip(1)
        select context.AboutColumn(table, column, $"The columns {string.Join(" and ", same.Select(one => one.Name))} of {table.Name} differ only in capital and small letters.");
}
