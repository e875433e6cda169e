using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Tells what of the source has no place in the target.</summary>
internal static class OtherObjects
{
    internal static void Tell(Route route, IReadOnlyList<TableDraft> tables, bool all, PlanNotes notes)
    {
        var migrated = tables.Select(table => table.Source.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var trigger in route.Source.Triggers.Where(trigger => migrated.Contains(trigger.Table)))
        {
            notes.Add(NoteKind.NotCarried, trigger.Table, null, $"The trigger {trigger.Name} of {trigger.Table} is left out: triggers are programs in the engine's own language.");
        }

        foreach (var sequence in route.Source.Sequences.Where(sequence => all && sequence.Table is null))
        {
            notes.Add(NoteKind.NotCarried, null, null, $"The sequence {sequence.Name} is left out: no column of a migrated table is numbered by it.");
        }

        foreach (var skipped in route.Source.Skipped.Where(_ => all))
        {
            notes.Add(NoteKind.NotCarried, skipped.Name, null, $"The table {skipped.Name} is left out. {skipped.Reason}");
        }

        if (!route.SameEngine && tables.Any(table => table.Source.Collation is not null))
        {
            notes.Add(NoteKind.Changed, null, null, "The collations of tables and columns stay behind: texts are compared and sorted as the target does it.");
        }

        foreach (var table in tables)
        {
            TellOf(route, table, notes);
        }
    }

    private static void TellOf(Route route, TableDraft table, PlanNotes notes)
    {
        var source = table.Source;
        if (source.Kind == TableKind.Partitioned)
        {
            notes.Add(NoteKind.Changed, source.Name, null, $"{source.Name} is kept in partitions; in the target it is one table.");
        }

        if (route.TargetEngine == DatabaseProvider.Sqlite && (source.Comment is not null || source.Columns.Any(column => column.Comment is not null)))
        {
            notes.Add(NoteKind.NotCarried, source.Name, null, $"The comments on {source.Name} and its columns are left out: SQLite has none.");
        }

        foreach (var column in table.Columns.Where(column => column.Source.Identity && !column.Target.Identity && table.There is null))
        {
            notes.Add(NoteKind.Changed, source.Name, column.Source.Name, $"{source.Name}.{column.Source.Name} is numbered by the source; the target cannot number such a column, so whoever inserts has to.");
        }
    }
}
