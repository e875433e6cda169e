using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Translation;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Plans the primary key, unique keys and indexes of a table, each as the target can have it.</summary>
/// <param name="names">Of indexes, where they must differ over all tables.</param>
internal sealed class IndexPlanner(Route route, TargetNames names, PlanNotes notes)
{
    internal static IReadOnlyList<string> PrimaryKey(TableDraft table) => [.. table.Source.PrimaryKey.Select(column => table.Find(column)!.Name)];

    internal IReadOnlyList<Index> Plan(TableDraft table)
    {
        var own = route.TargetEngine == DatabaseProvider.MySql ? new TargetNames(route.TargetEngine, ["PRIMARY"]) : names;
        return [.. table.Source.Indexes.OrderByDescending(index => index.Origin).Select(index => Plan(table, index, own)).OfType<Index>()];
    }

    private Index? Plan(TableDraft table, Index index, TargetNames own)
    {
        if (index.Origin == IndexOrigin.PrimaryKey)
        {
            return PlanPrimaryKey(table, index, own);
        }

        if (Obstacle(index) is { } obstacle)
        {
            Tell(NoteKind.NotCarried, table, index, $"is left out, since {obstacle}");
            return null;
        }

        var parts = index.Parts.Select(part => Plan(table, index, part)).OfType<IndexPart>().ToList();
        var condition = Condition(table, index);
        if (parts.Count < index.Parts.Count || condition is { Sql: null })
        {
            return null;
        }

        TellOfChanges(table, index);
        return index with
        {
            Name = Name(table, index, parts, own),
            Columns = [.. parts.Select(part => part.Prefix is null ? part.Column : null)],
            Parts = parts,
            Partial = condition is { Sql.Length: > 0 },
            Condition = condition is { Sql.Length: > 0 } ? condition.Sql : null,
            Sql = null,
            Collations = [],
            Method = route.SameEngine ? index.Method : null,
            Included = route.SameEngine ? [.. index.Included.Select(column => table.Find(column)?.Name).OfType<string>()] : [],
            NullsNotDistinct = route.SameEngine && index.NullsNotDistinct,
            Origin = route.TargetEngine == DatabaseProvider.MySql ? (index.Unique ? IndexOrigin.Unique : IndexOrigin.Created) : index.Origin,
        };
    }

    private Index PlanPrimaryKey(TableDraft table, Index index, TargetNames own)
    {
        var name = route.TargetEngine == DatabaseProvider.MySql ? "PRIMARY" : own.Take(index.Constraint ?? $"{table.Name}_pkey");
        return index with
        {
            Name = name,
            Columns = PrimaryKey(table),
            Parts = [.. PrimaryKey(table).Select(column => new IndexPart(column))],
            Sql = null,
            Collations = [],
            Method = null,
            Included = [],
        };
    }

    /// <summary>The engine makes up names for keys that nobody named.</summary>
    private static string Name(TableDraft table, Index index, List<IndexPart> parts, TargetNames own) => own.Take(
        index.Constraint ?? (index is { Origin: IndexOrigin.Unique, Sql: null } ? $"{table.Name}_{string.Join('_', parts.Select(part => part.Column))}_key" : index.Name));

    /// <summary>Why the target cannot have such an index at all.</summary>
    private string? Obstacle(Index index) =>
        !index.Valid ? "it is not valid in the source either"
        : route.SameEngine ? null
        : index.Method is "fulltext" or "spatial" or "gin" or "gist" or "spgist" or "brin" or "rtree" ? $"the target has no {index.Method} index of that kind"
        : index.Unique && index.Parts.Any(part => part.Prefix is not null) ? "it is unique in the beginnings of texts only"
        : index.Unique && index.Parts.Any(part => part.Collation is not null) ? "it is unique by a collation of its own"
        : index.NullsNotDistinct ? "in it NULLs count as equal, which the target does not know"
        : null;

    private IndexPart? Plan(TableDraft table, Index index, IndexPart part)
    {
        if (part.Column is not null)
        {
            return Fitted(table, index, table.Find(part.Column)!, part);
        }

        var translated = route.TargetEngine == DatabaseProvider.MySql ? new Translated(null, "it is about an expression, which MySQL's indexes are not")
            : route.IsVerbatim(table) ? new Translated(part.Expression, null)
            : SqlTranslation.Value(part.Expression ?? "", route, table);
        if (translated.Sql is null)
        {
            Tell(NoteKind.NotCarried, table, index, $"is left out, since {translated.Reason}");
            return null;
        }

        return Neutral(part) with { Expression = translated.Sql };
    }

    /// <summary>MySQL indexes only the beginning of a long text; JSON has no order there nor in PostgreSQL.</summary>
    private IndexPart? Fitted(TableDraft table, Index index, ColumnDraft column, IndexPart part)
    {
        var own = Neutral(part) with { Column = column.Name };
        var type = column.Target.DeclaredType.Split('(')[0];
        if (route.SameEngine || (route.TargetEngine != DatabaseProvider.MySql && (type != "json" || route.TargetEngine == DatabaseProvider.Sqlite)))
        {
            return own;
        }

        var isLong = type is "longtext" or "longblob" || (type is "varchar" or "varbinary" && column.Target.Length > IndexRooms.Room(table, index.Columns));
        if (type == "json" || (isLong && index.Unique))
        {
            Tell(NoteKind.NotCarried, table, index, $"is left out, since {column.Name} is {column.Target.DeclaredType}, which the target cannot index as a whole");
            return null;
        }

        return isLong ? own with { Prefix = IndexRooms.Room(table, index.Columns) } : own;
    }

    /// <summary>What other engines do not have stays behind.</summary>
    private IndexPart Neutral(IndexPart part) => route.SameEngine ? part : part with { Prefix = null, Collation = null, OperatorClass = null, NullsFirst = part.Descending };

    /// <returns>Null where there is none, an empty one where the index can do without, without SQL where it cannot be.</returns>
    private Translated? Condition(TableDraft table, Index index)
    {
        if (!index.Partial)
        {
            return null;
        }

        var translated = route.TargetEngine == DatabaseProvider.MySql ? new Translated(null, "MySQL has no index over some rows only")
            : route.IsVerbatim(table) ? new Translated(index.Condition, null)
            : SqlTranslation.Condition(index.Condition ?? "", route, table);
        if (translated.Sql is not null)
        {
            return translated;
        }

        if (index.Unique)
        {
            Tell(NoteKind.NotCarried, table, index, $"is left out: it is unique among some rows only, and {translated.Reason}");
            return translated;
        }

        Tell(NoteKind.Changed, table, index, $"covers all rows, since {translated.Reason}");
        return new Translated("", null);
    }

    private void TellOfChanges(TableDraft table, Index index)
    {
        if (route.SameEngine)
        {
            return;
        }

        if (index.Parts.Any(part => part.Prefix is not null))
        {
            Tell(NoteKind.Changed, table, index, "covers the beginnings of texts; in the target it covers them whole");
        }

        if (index.Parts.Any(part => part.Collation is not null || part.OperatorClass is not null) || index.Included.Count > 0 || index.Method is not (null or "btree"))
        {
            Tell(NoteKind.Changed, table, index, "is a plain one in the target, without a method, order or further columns of its own");
        }
    }

    private void Tell(NoteKind kind, TableDraft table, Index index, string what) => notes.Add(
        kind, table.Source.Name, null, $"The index {index.Name} of {table.Source.Name} ({string.Join(", ", index.Parts.Select(part => part.Column ?? "an expression"))}) {what}.");
}
