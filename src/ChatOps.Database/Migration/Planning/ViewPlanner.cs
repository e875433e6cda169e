using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;
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

    private readonly HashSet<View> _made = [];

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

        return IsVerbatim ? Verbatim(view, route.Database) : SqlTranslation.Try(() =>
        {
            var (query, columns) = SelectReader.Read(view.Sql, route.SourceEngine);
            var written = new SelectWriter(route.SourceEngine, route.To.Dialect, name => _relations.GetValueOrDefault(Known(route, name))).Write(query, columns);
            _relations[Known(route, view.LocalName)] = written with { Sql = Quoted(route, view.LocalName) };
            return $"CREATE VIEW {Quoted(route, view.LocalName)} AS\n{written.Sql}";
        });
    }

    /// <summary>The same engine, and everything that a view may read goes along under its own name.</summary>
    private bool IsVerbatim => route.SameEngine && route.IsDefault && tables.All(route.IsVerbatim) && route.Source.Tables.All(table => tables.Any(own => own.Source == table) && table.LocalName == table.Name);

    /// <summary>A view that reads another one waits for it.</summary>
    private Translated Verbatim(View view, string database)
    {
        var tokens = SqlTokenizer.Tokenize(view.Sql).ToList();
        if (route.Source.Views.FirstOrDefault(other => other != view && !_made.Contains(other) && tokens.Exists(token => token.Kind != TokenKind.Text && token.Unquoted == other.LocalName)) is { } awaited)
        {
            return new Translated(null, $"it reads {awaited.Name}, which is left out");
        }

        _made.Add(view);
        return new Translated(route.SourceEngine == DatabaseProvider.Sqlite ? view.Sql : $"CREATE VIEW {Quoted(route, view.LocalName)} AS {WithoutDatabase(view.Sql, tokens, database).TrimEnd(';', ' ')}", null);
    }

    /// <summary>MySQL writes the database's name before every table.</summary>
    private static string WithoutDatabase(string sql, List<Token> tokens, string database)
    {
        for (var at = tokens.Count - 2; at >= 0; at--)
        {
            if (tokens[at].Kind == TokenKind.QuotedName && tokens[at].Text[0] == '`' && tokens[at].Unquoted == database && tokens[at + 1].Is(".") && (at == 0 || !tokens[at - 1].Is(".")))
            {
                sql = sql.Remove(tokens[at].Start, tokens[at + 1].End - tokens[at].Start);
            }
        }

        return sql;
    }

    private static string Quoted(Route route, string name) => route.To.Dialect.QuoteTable(new Table { Name = route.Display(name), LocalName = name, Namespace = route.Namespace, Columns = [] });

    private static string Known(Route route, string name) => route.SourceEngine == DatabaseProvider.PostgreSql ? name : name.ToUpperInvariant();
}
