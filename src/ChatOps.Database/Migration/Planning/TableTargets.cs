using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Puts each table together as the target will have it.</summary>
internal sealed class TableTargets(Route route, IReadOnlyList<TableDraft> drafts, ColumnTypes types, PlanNotes notes)
{
    private readonly ConstraintPlanner _constraints = new(route, notes);

    private readonly IndexPlanner _indexes = new(
        route, new TargetNames(route.TargetEngine, [.. NamesThere(route, Staying(route, drafts)), .. drafts.Select(draft => draft.Name)]), notes);

    private readonly ReferencePlanner _references = new(
        route, drafts.ToDictionary(draft => draft.Source.Name, StringComparer.Ordinal),
        new TargetNames(route.TargetEngine, Staying(route, drafts).SelectMany(table => table.ForeignKeys).Select(key => key.Name).OfType<string>()), notes);

    /// <summary>Types first, since expressions and references depend on those of other columns.</summary>
    internal void Complete()
    {
        foreach (var draft in drafts)
        {
            types.Declare(draft);
        }

        foreach (var draft in drafts)
        {
            if (draft.There is null)
            {
                _constraints.Fill(draft);
            }
        }

        foreach (var draft in drafts)
        {
            draft.Target = draft.There ?? Build(draft);
        }
    }

    private Table Build(TableDraft draft)
    {
        var indexes = _indexes.Plan(draft);
        var constraints = new TargetNames(route.TargetEngine, indexes.Select(index => index.Name));
        var references = _references.Plan(draft, constraints);
        return new Table
        {
            Name = route.Display(draft.Name),
            Namespace = route.Namespace,
            LocalName = draft.Name,
            Columns = [.. draft.Columns.Select(column => column.Target)],
            PrimaryKey = IndexPlanner.PrimaryKey(draft),
            Indexes = indexes,
            ForeignKeys = references,
            Checks = _constraints.Checks(draft, constraints),
            WithoutRowId = route.SameEngine && draft.Source.WithoutRowId,
            Strict = route.SameEngine && draft.Source.Strict && draft.Columns.All(column => column.Words == column.Source.DeclaredType),
            Engine = route.TargetEngine == DatabaseProvider.MySql ? "InnoDB" : null,
            Collation = route.SameEngine ? draft.Source.Collation : route.To.Dialect.Types.TableCollation,
            Comment = types.Comment(draft, null),
        };
    }

    /// <summary>Tables of the target that are there afterwards too: not those that are made anew, by this migration or by the one that it resumes.</summary>
    private static IEnumerable<Table> Staying(Route route, IReadOnlyList<TableDraft> drafts) =>
        route.Target.Tables.Where(table => !drafts.Any(draft => draft.There is null && table.Namespace == route.Namespace && table.LocalName.Equals(draft.Name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>PostgreSQL and SQLite know tables, views and indexes by one list of names.</summary>
    private static IEnumerable<string> NamesThere(Route route, IEnumerable<Table> tables) =>
        tables.Where(table => table.Namespace == route.Namespace).SelectMany(table => table.Indexes.Select(index => index.Name).Append(table.LocalName))
            .Concat(route.Target.Views.Select(view => view.LocalName)).Concat(route.Target.Sequences.Where(sequence => sequence.Table is null).Select(sequence => sequence.Name));
}
