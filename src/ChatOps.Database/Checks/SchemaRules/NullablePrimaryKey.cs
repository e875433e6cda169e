using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Primary keys that may be NULL.</summary>
internal sealed class NullablePrimaryKey : StructureRule
{
    internal override string Id => "nullable-primary-key";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "SQLite lets a primary key be NULL unless it is an INTEGER PRIMARY KEY or declared NOT NULL. Rows without a key can be stored, and other databases refuse them.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.Sqlite];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        foreach (var name in table.PrimaryKey.Where(name => table.Find(name) is { Nullable: true }))
        {
            yield return new Candidate(
                table.Name, [name], context.Sql.DescribeColumn(table, name),
                _ => $"{table.Name}.{name} belongs to the primary key and is not declared NOT NULL, so SQLite would accept NULL there.");
        }
    }
}
