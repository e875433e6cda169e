using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>References that nobody checks.</summary>
internal sealed class DisabledForeignKey : StructureRule
{
    internal override string Id => "disabled-foreign-key";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A foreign key is declared, but the triggers that enforce it are switched off. Rows without a parent can be written, although the schema promises otherwise.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        from key in table.ForeignKeys
        where !key.Enforced
        select context.AboutKey(table, key, $"{table.Name}.{string.Join(", ", key.Columns)} refers to {key.ReferencedTable}, but the check is switched off.");
}
