using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that are declared twice.</summary>
internal sealed class DuplicateForeignKey : StructureRule
{
    internal override string Id => "duplicate-foreign-key";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "The same columns refer to the same key of the same table in two foreign keys. Both are checked at every change, and their actions on delete may contradict each other.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from same in table.ForeignKeys.GroupBy(key => string.Join('\n', key.Columns.Zip(key.ReferencedColumns).Order()) + '\n' + key.ReferencedTable.ToUpperInvariant())
        where same.Count() > 1
        let key = same.First()
        select context.AboutKey(table, key, $"{table.Name}.{string.Join(", ", key.Columns)} refers to {key.ReferencedTable} in {CheckContext.Count(same.Count(), "foreign key")}{Actions(same)}.");

    private static string Actions(IEnumerable<ForeignKey> keys)
    {
        List<string> actions = [.. keys.Select(key => $"ON DELETE {key.OnDelete}").Distinct()];
        return actions.Count > 1 ? $", which contradict each other: {string.Join(", ", actions)}" : "";
    }
}
