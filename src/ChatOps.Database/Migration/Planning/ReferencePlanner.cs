using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Plans the references of a table.</summary>
/// <param name="names">Of references, where they must differ over all tables.</param>
internal sealed class ReferencePlanner(Route route, IReadOnlyDictionary<string, TableDraft> drafts, TargetNames names, PlanNotes notes)
{
    internal IReadOnlyList<ForeignKey> Plan(TableDraft table, TargetNames constraints)
    {
        var own = route.TargetEngine == DatabaseProvider.MySql ? names : constraints;
        return [.. table.Source.ForeignKeys.Select(key => Plan(table, key, own)).OfType<ForeignKey>()];
    }

    private ForeignKey? Plan(TableDraft table, ForeignKey key, TargetNames own)
    {
        if (Obstacle(table, key) is { } obstacle)
        {
            Tell(NoteKind.NotCarried, table, key, $"is left out, since {obstacle}");
            return null;
        }

        var parent = drafts[key.ReferencedTable];
        if (parent.Where is not null)
        {
            Tell(NoteKind.Changed, table, key, $"is kept, though only some rows of {key.ReferencedTable} are migrated: rows that refer to others will be rejected");
        }

        if (!key.Validated || !key.Enforced)
        {
            Tell(NoteKind.Changed, table, key, "is checked for every row in the target, which it was not in the source");
        }

        if (route.TargetEngine == DatabaseProvider.MySql && !route.SameEngine)
        {
            TellOfMySql(table, key);
        }

        return key with
        {
            Name = key.Name is null && route.TargetEngine == DatabaseProvider.Sqlite ? null : own.Take(key.Name ?? $"{table.Name}_{string.Join('_', key.Columns)}_fkey"),
            Columns = [.. key.Columns.Select(column => table.Find(column)!.Name)],
            ReferencedTable = route.Display(parent.Name),
            ReferencedNamespace = route.Namespace,
            ReferencedLocalName = parent.Name,
            ReferencedColumns = [.. key.ReferencedColumns.Select(column => parent.Find(column)!.Name)],
            OnDelete = Action(table, key, key.OnDelete),
            OnUpdate = Action(table, key, key.OnUpdate),
            Deferrable = key.Deferrable && route.TargetEngine != DatabaseProvider.MySql,
            Deferred = key.Deferred && route.TargetEngine != DatabaseProvider.MySql,
            Validated = true,
            Enforced = true,
        };
    }

    private void TellOfMySql(TableDraft table, ForeignKey key)
    {
        if (key.Deferrable)
        {
            Tell(NoteKind.Changed, table, key, "is checked at once, since MySQL defers nothing");
        }

        if (!table.Source.PrimaryKey.Take(key.Columns.Count).SequenceEqual(key.Columns) && !table.Source.Indexes.Any(index => !index.Partial && index.Columns.Take(key.Columns.Count).SequenceEqual(key.Columns)))
        {
            Tell(NoteKind.Changed, table, key, "gets an index, which MySQL makes for every reference");
        }
    }

    private string? Obstacle(TableDraft table, ForeignKey key)
    {
        if (!drafts.TryGetValue(key.ReferencedTable, out var parent))
        {
            return $"{key.ReferencedTable} is not migrated";
        }

        if (key.ReferencedColumns.Count == 0 || key.ReferencedColumns.Any(column => parent.Find(column) is null))
        {
            return "what it refers to is not there";
        }

        if (route.TargetEngine != DatabaseProvider.Sqlite && !KeyColumns.IsUnique(parent.Source, key.ReferencedColumns))
        {
            return $"{key.ReferencedTable} may repeat what it refers to";
        }

        return key.Columns.Zip(key.ReferencedColumns).All(pair => ReferenceTypes.AreComparable(table.Find(pair.First)!.Place, parent.Find(pair.Second)!.Place, route.TargetEngine))
            ? null
            : "its columns are of other types in the two tables";
    }

    /// <summary>InnoDB takes no SET DEFAULT, and no SET NULL on a column that must have a value (MariaDB, "Foreign Keys").</summary>
    private string Action(TableDraft table, ForeignKey key, string action)
    {
        if (route.TargetEngine != DatabaseProvider.MySql || action != "SET DEFAULT" && (action != "SET NULL" || key.Columns.All(column => table.Find(column)!.Target.Nullable)))
        {
            return action;
        }

        Tell(NoteKind.Changed, table, key, $"refuses to leave rows without a parent, since MySQL has no {action} there");
        return "NO ACTION";
    }

    private void Tell(NoteKind kind, TableDraft table, ForeignKey key, string what) =>
        notes.Add(kind, table.Source.Name, null, $"The reference of {table.Source.Name} ({string.Join(", ", key.Columns)}) to {key.ReferencedTable} {what}.");
}
