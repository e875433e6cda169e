using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Plans keys, indexes and references of one table.</summary>
internal sealed class KeyPlanner(Route route, IReadOnlyDictionary<string, TableDraft> drafts, TargetNames indexNames, TargetNames referenceNames, PlanNotes notes)
{
    internal static IReadOnlyList<string> PrimaryKey(TableDraft table) => [.. table.Source.PrimaryKey.Select(column => table.Find(column)!.Name)];

    internal IReadOnlyList<Index> Indexes(TableDraft table)
    {
        var names = route.TargetEngine == DatabaseProvider.MySql ? new TargetNames(route.TargetEngine, ["PRIMARY"]) : indexNames;
        return [.. table.Source.Indexes.OrderByDescending(index => index.Origin).Select(index => Plan(table, index, names)).OfType<Index>()];
    }

    internal IReadOnlyList<ForeignKey> References(TableDraft table)
    {
        var names = route.TargetEngine == DatabaseProvider.MySql ? referenceNames : new TargetNames(route.TargetEngine, []);
        return [.. table.Source.ForeignKeys.Select(key => Plan(table, key, names)).OfType<ForeignKey>()];
    }

    private Index? Plan(TableDraft table, Index index, TargetNames names)
    {
        if (index.Origin == IndexOrigin.PrimaryKey)
        {
            return PlanPrimaryKey(table, index, names);
        }

        if (!index.Valid)
        {
            Lost(table, index, "it is not valid in the source either");
            return null;
        }

        var parts = index.Parts.Select(part => Plan(table, part)).ToList();
        if (parts.Contains(null))
        {
            Lost(table, index, "it is about an expression");
            return null;
        }

        if (index.Partial)
        {
            Lost(table, index, "it covers only some of the rows");
            return null;
        }

        var name = names.Take(index.Constraint ?? (index.Origin == IndexOrigin.Unique && index.Sql is null ? $"{table.Name}_{string.Join('_', parts.Select(part => part!.Column))}_key" : index.Name));
        return index with { Name = name, Columns = [.. parts.Select(part => part!.Column)], Parts = [.. parts.OfType<IndexPart>()], Sql = null, Collations = [], Method = null, Included = [], Constraint = index.Constraint };
    }

    private Index PlanPrimaryKey(TableDraft table, Index index, TargetNames names)
    {
        var name = route.TargetEngine == DatabaseProvider.MySql ? "PRIMARY" : names.Take(index.Constraint ?? $"{table.Name}_pkey");
        return index with { Name = name, Columns = PrimaryKey(table), Parts = [.. PrimaryKey(table).Select(column => new IndexPart(column))], Sql = null, Collations = [], Method = null, Included = [] };
    }

    private static IndexPart? Plan(TableDraft table, IndexPart part) => table.Find(part.Column) is { } column ? part with { Column = column.Name, Collation = null, OperatorClass = null } : null;

    private ForeignKey? Plan(TableDraft table, ForeignKey key, TargetNames names)
    {
        var columns = string.Join(", ", key.Columns);
        if (!drafts.TryGetValue(key.ReferencedTable, out var parent) || key.ReferencedColumns.Count == 0)
        {
            notes.Add(
                NoteKind.NotCarried, table.Source.Name, null,
                $"The reference of {table.Source.Name} ({columns}) to {key.ReferencedTable} is left out, since {(key.ReferencedColumns.Count == 0 ? "what it refers to is not there" : "that table is not migrated")}.");
            return null;
        }

        return key with
        {
            Name = names.Take(key.Name ?? $"{table.Name}_{string.Join('_', key.Columns)}_fkey"),
            Columns = [.. key.Columns.Select(column => table.Find(column)!.Name)],
            ReferencedTable = route.Display(parent.Name),
            ReferencedNamespace = route.Namespace,
            ReferencedLocalName = parent.Name,
            ReferencedColumns = [.. key.ReferencedColumns.Select(column => parent.Find(column)!.Name)],
            Deferrable = key.Deferrable && route.TargetEngine != DatabaseProvider.MySql,
            Validated = true,
            Enforced = true,
        };
    }

    private void Lost(TableDraft table, Index index, string why) =>
        notes.Add(NoteKind.NotCarried, table.Source.Name, null, $"The index {index.Name} of {table.Source.Name} is left out, since {why}.");
}
