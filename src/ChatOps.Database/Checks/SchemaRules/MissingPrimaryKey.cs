using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables whose rows have no name.</summary>
internal sealed class MissingPrimaryKey : StructureRule
{
    internal override string Id => "missing-primary-key";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A table has no primary key, so no row of it can be named: duplicates cannot be told apart, and copying or comparing the table safely is hard.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (table.PrimaryKey.Count == 0)
        {
            var unique = table.Indexes.Any(index => index is { Unique: true, Partial: false });
            yield return new Candidate(
                table.Name, [], context.Sql.DescribeTable(table),
                _ => $"{table.Name} has no primary key{(unique ? ", only a unique index" : "")}.")
            { Severity = unique ? Severity.Info : Severity.Warning };
        }
    }
}
