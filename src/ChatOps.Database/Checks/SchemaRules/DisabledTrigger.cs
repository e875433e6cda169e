using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Triggers that are switched off.</summary>
internal sealed class DisabledTrigger : SchemaRule
{
    internal override string Id => "disabled-trigger";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A trigger is there but switched off, so what it keeps true (a total, a copy, a history) is no longer kept true. Somebody may have forgotten to switch it on again after a load.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>(
    [
        .. from trigger in context.Schema.Triggers
           where !trigger.Enabled
           from table in context.Tables
           where table.Name == trigger.Table
           select new Candidate(table.Name, [], context.Sql.DescribeTrigger(trigger), _ => $"The trigger {trigger.Name} of {table.Name} is switched off.")
           {
               Fix = $"ALTER TABLE {context.Sql.Table(table)} ENABLE TRIGGER {context.Sql.Quote(trigger.Name)};",
           },
    ]);
}
