using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables with very many indexes.</summary>
internal sealed class ManyIndexes : StructureRule
{
    internal override string Id => "many-indexes";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table has more than ten indexes besides its keys. Each of them is written at every insert and at many updates, so changes are slow and the cache is crowded; some are probably not needed.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        var created = table.Indexes.Count(index => index.Origin == IndexOrigin.Created);
        if (created > Many)
        {
            yield return context.AboutTable(table, $"{table.Name} has {created} indexes besides its keys, all of which every insert writes.");
        }
    }

    private const int Many = 10;
}
