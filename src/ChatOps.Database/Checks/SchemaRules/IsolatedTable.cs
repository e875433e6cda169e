using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables outside the net of references.</summary>
internal sealed class IsolatedTable : SchemaRule
{
    internal override string Id => "isolated-table";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "In a schema whose tables mostly refer to each other, a table refers to nothing and nothing refers to it. It may be left over, a copy, or lack its foreign keys.";

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var linked = context.Schema.Tables
            .SelectMany(table => table.ForeignKeys.Where(key => !Proofs.Is(key.ReferencedTable, table.Name)).SelectMany(key => new[] { table.Name, key.ReferencedTable }))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isNet = context.Schema.Tables.Count >= MinimumTables && linked.Count >= context.Schema.Tables.Count * 0.6;
        return Task.FromResult<IReadOnlyList<Candidate>>(!isNet ? [] :
        [
            .. context.Tables.Where(table => !linked.Contains(table.Name)).Select(table => context.AboutTable(table, $"{table.Name} refers to no table, and no table refers to it.")),
        ]);
    }

    private const int MinimumTables = 5;
}
