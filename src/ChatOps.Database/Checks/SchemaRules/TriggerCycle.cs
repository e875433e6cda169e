using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Triggers that set each other off.</summary>
internal sealed class TriggerCycle : SchemaRule
{
    internal override string Id => "trigger-cycle";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A trigger changes a table whose trigger changes the first one again. The chain ends only where a condition happens to stop it or the engine's limit of depth does. A trigger that changes its own table is not counted, and MySQL shows triggers only to readers with the right TRIGGER.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.Sqlite, DatabaseProvider.MySql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var graph = new Graph<Trigger>(context.Schema.Triggers.Where(trigger => trigger.Enabled).SelectMany(trigger => Arrows(trigger, context)));
        return Task.FromResult<IReadOnlyList<Candidate>>(
        [
            .. from circle in graph.Circles()
               let table = context.Tables.FirstOrDefault(table => circle.Any(arrow => Proofs.Is(arrow.Label.Table, table.Name)))
               where table is not null && circle.Select(arrow => arrow.Label.Table).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
               let path = ReferenceGraph.Path(circle)
               select new Candidate(
                   table.Name, [], context.WhereAll("path", path, circle.Select(arrow => context.Sql.DescribeTrigger(arrow.Label))),
                   _ => $"Triggers set each other off: {path}, by {string.Join(", ", circle.Select(arrow => arrow.Label.Name))}."),
        ]);
    }

    /// <summary>From the change that fires the trigger to each change that it makes.</summary>
    private static IEnumerable<Arrow<Trigger>> Arrows(Trigger trigger, CheckContext context)
    {
        var parsed = TriggerChanges.Of(trigger.Sql);
        return from change in parsed.Event is null ? [] : parsed.Changes
               let target = context.Table(change.Table)
               where target is not null
               select new Arrow<Trigger>($"{parsed.Event} {trigger.Table}", $"{change.Kind} {target.Name}", trigger);
    }
}
