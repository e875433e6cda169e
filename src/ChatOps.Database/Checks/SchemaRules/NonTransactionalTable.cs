using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables outside of transactions.</summary>
internal sealed class NonTransactionalTable : StructureRule
{
    internal override string Id => "non-transactional-table";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A table is kept by a storage engine without transactions and foreign keys, such as MyISAM. A crash or an error leaves half of a change behind, and a backup of a running server is not consistent.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.MySql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (table.Engine is { } engine && Without.Contains(engine))
        {
            yield return context.AboutTable(table, $"{table.Name} is kept by {engine}, which knows no transactions.");
        }
    }

    private static readonly HashSet<string> Without = new(["MyISAM", "Aria", "MEMORY", "CSV", "ARCHIVE", "MRG_MyISAM"], StringComparer.OrdinalIgnoreCase);
}
