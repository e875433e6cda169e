using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Planning;
using ChatOps.Database.Migration.Planning.Surveys;

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
        await using var to = await _access.OpenReaderAsync(TargetReading.With(target), cancellationToken);
        var notes = new PlanNotes();
        var route = await RouteAsync(from, to, options, cancellationToken);
        var selection = new SourceSelection(route.Source, options);
        var types = new ColumnTypes(route, options.Overrides, notes);
        var drafts = await new TableDrafts(route, selection, options, types, notes).BeginAsync(cancellationToken);
        await WhereConditions.RequireAsync(route, drafts, cancellationToken);
        await ChooseTypesAsync(route, drafts, types, new SurveyRound(_access, route, progress, notes), notes, cancellationToken);
        var views = options.Include is null ? new ViewPlanner(route, drafts, TakenNames(route, drafts, options.Mode), notes).Plan(route.Source.Views) : [];
        OtherObjects.Tell(route, drafts, options.Include is null, notes);
        return new MigrationPlan
        {
            Source = route.SourceEngine,
            Target = route.TargetEngine,
            TargetSchema = options.TargetSchema,
            Mode = options.Mode,
            Tables = ReferenceOrder.Sort([.. drafts.Select(draft => Plan(route, draft))]),
            Views = views,
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
            @default is null ? null : options.TargetSchema ?? @default, options.TargetSchema is null || options.TargetSchema == @default,
            from.Connection.Provider == DatabaseProvider.MySql ? await from.ScalarAsync("SELECT DATABASE()", cancellationToken) as string ?? "" : "");
    }

    private static async Task ChooseTypesAsync(Route route, IReadOnlyList<TableDraft> drafts, ColumnTypes types, SurveyRound survey, PlanNotes notes, CancellationToken cancellationToken)
    {
        var byName = drafts.ToDictionary(draft => draft.Source.Name, StringComparer.Ordinal);
        ReferenceTypes.FollowCounters(route, byName);
        foreach (var draft in drafts)
        {
            types.SetUses(draft);
        }

        await survey.ChooseAsync(drafts, cancellationToken);
        ReferenceTypes.Unify(route, byName);
        new TableTargets(route, drafts, types, notes).Complete();
        await survey.CountAsync(drafts, cancellationToken);
    }

    /// <summary>A migration that is resumed may have made its views already.</summary>
    private static TargetNames TakenNames(Route route, IReadOnlyList<TableDraft> drafts, MigrationMode mode) => new(
        route.TargetEngine,
        [
            .. drafts.Select(draft => draft.Name),
            .. route.Target.Tables.Where(table => table.Namespace == route.Namespace).Select(table => table.LocalName),
            .. route.Target.Views.Where(view => view.Namespace == route.Namespace && mode != MigrationMode.Resume).Select(view => view.LocalName),
        ]);

    private static TablePlan Plan(Route route, TableDraft draft) => new(
        draft.Source, draft.Target!,
        [.. draft.Columns.Where(column => !column.IsComputed).Select(column => new ColumnPlan(column.Source, column.Target, column.Type, column.Place, column.Reason) { Fixes = column.Fixes })])
    {
        Where = draft.Condition,
        Rules = draft.Rules,
        IsThere = draft.There is not null,
        EstimatedRows = route.Source.Statistics.Rows.TryGetValue(draft.Source.Name, out var rows) ? rows : null,
    };
}
