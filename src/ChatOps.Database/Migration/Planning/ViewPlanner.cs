using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Translation;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Plans the views: those that read only what is migrated and mean the same in the target.</summary>
internal sealed class ViewPlanner(Route route, IReadOnlyList<TableDraft> tables, TargetNames names, PlanNotes notes)
{
    private readonly Dictionary<string, Relation> _relations = tables.ToDictionary(
        table => Known(route, table.Source.LocalName), table => new Relation(
            Quoted(route, table.Name),
            [.. table.Columns.Select(column => (column.Source.Name, TableScope.Column(route.To.Dialect.QuoteIdentifier(column.Name), column)))]));

    /// <summary>A view may read another one, so each round takes those whose sources are there by now.</summary>
    internal IReadOnlyList<ViewPlan> Plan(IReadOnlyList<View> views)
    {
        var planned = new List<ViewPlan>();
        var open = views.ToList();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var progress = true; progress;)
        {
            progress = false;
            foreach (var view in open.ToList())
            {
                var translated = view.Materialized ? new Translated(null, "its rows are stored, which is not carried over") : Translate(view);
                reasons[view.Name] = translated.Reason ?? "";
                if (translated.Sql is { } sql)
                {
                    planned.Add(new ViewPlan(view.LocalName, sql));
                    open.Remove(view);
                    progress = true;
                }
            }
        }

        foreach (var view in open)
        {
            notes.Add(NoteKind.NotCarried, null, null, $"The view {view.Name} is left out, since {reasons[view.Name]}.");
        }

        return planned;
    }

    private Translated Translate(View view)
    {
        if (names.IsTaken(view.LocalName))
        {
            return new Translated(null, "the target has something of that name");
        }

        return SqlTranslation.Try(() =>
        {
            var (query, columns) = SelectReader.Read(view.Sql, route.SourceEngine);
            var written = new SelectWriter(route.SourceEngine, route.To.Dialect, name => _relations.GetValueOrDefault(Known(route, name))).Write(query, columns);
            _relations[Known(route, view.LocalName)] = written with { Sql = Quoted(route, view.LocalName) };
            return $"CREATE VIEW {Quoted(route, view.LocalName)} AS\n{written.Sql}";
        });
    }

    private static string Quoted(Route route, string name) => route.To.Dialect.QuoteTable(new Table { Name = route.Display(name), LocalName = name, Namespace = route.Namespace, Columns = [] });

    private static string Known(Route route, string name) => route.SourceEngine == DatabaseProvider.PostgreSql ? name : name.ToUpperInvariant();
}
