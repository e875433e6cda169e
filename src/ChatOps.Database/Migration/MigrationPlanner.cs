using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration;

/// <summary>Decides everything about a migration, by reading only.</summary>
public sealed class MigrationPlanner
{
    private readonly DatabaseAccess _access;

    public MigrationPlanner(DatabaseAccess access) => _access = access;

    /// <summary>The plan. What cannot be done is a note of kind <see cref="NoteKind.Error"/>, not an exception.</summary>
    /// <exception cref="DatabaseException">A database cannot be read, or a table that somebody named does not exist.</exception>
    public async Task<MigrationPlan> PlanAsync(
        DatabaseConnection source, DatabaseConnection target, MigrationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var from = await _access.OpenReaderAsync(source, cancellationToken);
        await using var to = await _access.OpenReaderAsync(target, cancellationToken);
        var route = await RouteAsync(from, to, options, cancellationToken);
        var notes = new PlanNotes();
        var selection = new SourceSelection(route.Source, options);
        var drafts = Draft(route, selection, options, notes);
        var byName = drafts.ToDictionary(draft => draft.Source.Name, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            foreach (var column in draft.Columns)
            {
                new ColumnTypes(route, options.Overrides, notes).Declare(draft, column, Use(draft, column, route));
            }
        }

        var keys = new KeyPlanner(
            route, byName, new TargetNames(route.TargetEngine, [.. route.Target.Tables.SelectMany(table => table.Indexes).Select(index => index.Name), .. drafts.Select(draft => draft.Name)]),
            new TargetNames(route.TargetEngine, route.Target.Tables.SelectMany(table => table.ForeignKeys).Select(key => key.Name ?? "")), notes);
        return new MigrationPlan
        {
            Source = route.SourceEngine,
            Target = route.TargetEngine,
            TargetSchema = options.TargetSchema,
            Mode = options.Mode,
            Tables = ReferenceOrder.Sort([.. drafts.Select(draft => Plan(route, draft, keys))]),
            Notes = notes.Sorted(),
            SourceFingerprint = route.Source.Fingerprint,
            TargetFingerprint = route.Target.Fingerprint,
        };
    }

    private static async Task<Route> RouteAsync(ReaderSession from, ReaderSession to, MigrationOptions options, CancellationToken cancellationToken)
    {
        var @default = to.Connection.Provider == DatabaseProvider.PostgreSql ? await to.ScalarAsync("SELECT current_schema()", cancellationToken) as string ?? "public" : null;
        return new Route(
            from, await SchemaReader.ReadAsync(from, cancellationToken), to, await SchemaReader.ReadAsync(to, cancellationToken),
            @default is null ? null : options.TargetSchema ?? @default, options.TargetSchema is null || options.TargetSchema == @default);
    }

    private static List<TableDraft> Draft(Route route, SourceSelection selection, MigrationOptions options, PlanNotes notes)
    {
        var types = new ColumnTypes(route, options.Overrides, notes);
        var tableNames = new TargetNames(route.TargetEngine, []);
        var drafts = new List<TableDraft>();
        foreach (var table in selection.Tables)
        {
            var choices = selection.Of(table);
            var columnNames = new TargetNames(route.TargetEngine, []);
            drafts.Add(new TableDraft(table, tableNames.Take(choices.Rename ?? table.LocalName), choices.Where)
            {
                Columns =
                [
                    .. table.Columns.Select(column =>
                    {
                        var choice = SourceSelection.Of(choices, column);
                        return types.Begin(column, columnNames.Take(choice.Rename ?? column.Name), choice, null);
                    }),
                ],
            });
        }

        return drafts;
    }

    private static ColumnUse Use(TableDraft table, ColumnDraft column, Route route)
    {
        var isKey = table.Source.PrimaryKey is [var only] && only == column.Source.Name;
        var indexed = table.Source.PrimaryKey.Contains(column.Source.Name) || table.Source.ForeignKeys.Any(key => key.Columns.Contains(column.Source.Name)) || table.Source.Indexes.Any(index => index.Columns.Contains(column.Source.Name));
        return new ColumnUse
        {
            IsKey = isKey,
            Identity = column.Source.Identity && (route.TargetEngine != DatabaseProvider.Sqlite || isKey),
            IndexRoom = indexed ? 191 : null,
        };
    }

    private static TablePlan Plan(Route route, TableDraft draft, KeyPlanner keys) => new(
        draft.Source,
        new Table
        {
            Name = route.Display(draft.Name),
            Namespace = route.Namespace,
            LocalName = draft.Name,
            Columns = [.. draft.Columns.Select(column => column.Target with { Nullable = column.Target.Nullable && !(draft.Source.PrimaryKey.Contains(column.Source.Name) && route.TargetEngine != DatabaseProvider.Sqlite) })],
            PrimaryKey = KeyPlanner.PrimaryKey(draft),
            Indexes = keys.Indexes(draft),
            ForeignKeys = keys.References(draft),
            Comment = draft.Source.Comment,
        },
        [.. draft.Columns.Where(column => !column.Source.Generated).Select(column => new ColumnPlan(column.Source, column.Target, column.Type, column.Place, column.Reason))])
    {
        Where = draft.Where,
        EstimatedRows = route.Source.Statistics.Rows.TryGetValue(draft.Source.Name, out var rows) ? rows : null,
    };
}
