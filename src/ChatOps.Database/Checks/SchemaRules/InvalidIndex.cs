using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Indexes that cannot be used.</summary>
internal sealed class InvalidIndex : StructureRule
{
    internal override string Id => "invalid-index";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "An index was left half built, usually by CREATE INDEX CONCURRENTLY that failed. No query uses it, it is still written at every change, and a unique one guarantees nothing. Drop it and build it again.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from index in table.Indexes
        where !index.Valid
        select context.AboutIndex(table, index, $"The index {index.Name} of {table.Name} is not valid: no query uses it{(index.Unique ? ", and it does not keep its columns unique" : "")}.") with
        {
            Fix = index is { Origin: IndexOrigin.Created, Sql: { } sql } ? $"{context.Sql.DropIndex(table, index.Name)}\n{sql.TrimEnd(';')};" : null,
        };
}
