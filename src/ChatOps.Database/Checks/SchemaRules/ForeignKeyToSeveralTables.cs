using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Columns that refer to two tables at once.</summary>
internal sealed class ForeignKeyToSeveralTables : StructureRule
{
    internal override string Id => "foreign-key-to-several-tables";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "The same columns refer to two different tables, so a value must exist in both. That is right for a shared key; where either one of them was meant, every insert needs a row in the other too.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from same in table.ForeignKeys.GroupBy(key => string.Join('\n', key.Columns.Order(StringComparer.OrdinalIgnoreCase)), StringComparer.OrdinalIgnoreCase)
        let targets = same.Select(key => key.ReferencedTable).Distinct(StringComparer.OrdinalIgnoreCase).ToList()
        where targets.Count > 1
        select context.AboutKey(table, same.First(), $"{table.Name}.{string.Join(", ", same.First().Columns)} refers to {string.Join(" and to ", targets)}: every value must exist in all of them.");
}
