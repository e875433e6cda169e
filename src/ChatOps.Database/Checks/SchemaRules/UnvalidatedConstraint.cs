using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Constraints that old rows were never held to.</summary>
internal sealed class UnvalidatedConstraint : StructureRule
{
    internal override string Id => "unvalidated-constraint";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A constraint was added without checking the rows that were there (NOT VALID). New rows obey it, old ones may not, and the query planner cannot rely on it. Validate it once the old rows are clean.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var key in table.ForeignKeys.Where(key => !key.Validated))
        {
            yield return context.AboutKey(table, key, Message(table, key.Name ?? $"on {string.Join(", ", key.Columns)}")) with { Fix = Fix(table, key.Name, context) };
        }

        foreach (var check in table.Checks.Where(check => !check.Validated))
        {
            yield return new Candidate(table.Name, check.Columns, context.Sql.DescribeCheck(table, check), _ => Message(table, check.Name ?? check.Expression))
            { Fix = Fix(table, check.Name, context) };
        }
    }

    private static string Message(Table table, string constraint) => $"The constraint {constraint} of {table.Name} was never checked against the rows that were there before it.";

    private static string? Fix(Table table, string? name, CheckContext context) =>
        name is null ? null : $"ALTER TABLE {context.Sql.Table(table)} VALIDATE CONSTRAINT {context.Sql.Quote(name)};";
}
