using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Agents.Planner.Spoken;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Finds the databases that a clause is about: named in it, pointed back at, or named in a clause that follows.</summary>
internal sealed class DatabaseScope(Speech speech, PlannerRequest request)
{
    private readonly ConnectionResolver _known = new(Known(request), request.Resolved);
    private readonly List<NamedPlace> _places = [.. speech.Items.Where(item => item.Named.Count > 0).Select(item => new NamedPlace(item.Start, item.End))];

    /// <summary>What was spoken of last in this request.</summary>
    public IReadOnlyList<string> Before { get; private set; } = [];

    /// <summary>Where the text names databases, rightly or misspelt.</summary>
    public IReadOnlyList<NamedPlace> Places => _places;

    /// <summary>Databases, or the question for them.</summary>
    /// <param name="Used">The words that named one, or null.</param>
    /// <param name="Assumption">What was read into them, or null.</param>
    /// <param name="Near">The one production database that misspelt words come near to: never taken without a yes; else null.</param>
    public sealed record Choice(IReadOnlyList<string> Names, Part? Ask = null, Mention? Used = null, string? Assumption = null, string? Near = null)
    {
        public IReadOnlyList<string> Assumptions => Assumption is null ? [] : [Assumption];
    }

    /// <param name="verb">What is to be done, for the question.</param>
    public async Task<Choice> ChooseAsync(Clause clause, string verb, CancellationToken cancellationToken)
    {
        var choice = await FindAsync(clause, verb, cancellationToken);
        if (choice.Ask is null)
            Before = choice.Names;
        return choice;
    }

    /// <summary>The database that a question is about: words that no database is called may be about its rows.</summary>
    public async Task<Choice> ChooseForQuestionAsync(Clause clause, CancellationToken cancellationToken)
    {
        var choice = await FindForQuestionAsync(clause, cancellationToken);
        if (choice.Ask is null)
            Before = choice.Names;
        return choice;
    }

    /// <summary>The same, while it is not settled that the clause is a question.</summary>
    public async Task<Choice> FindForQuestionAsync(Clause clause, CancellationToken cancellationToken)
    {
        // "total sales per country in chinook"
        var asked = clause with { Items = [.. clause.Items.Where((item, at) => !IsOnlyAWord(clause.Items, at))] };
        var choice = await FindAsync(asked, "ask", cancellationToken);
        if (choice.Ask is not null)
            choice = (Silent ?? Only) is { } silent ? new Choice([silent]) : choice with { Ask = AskWhich("ask") };
        return choice;
    }

    /// <summary>A name that is an ordinary word too, where nothing says that it is a place.</summary>
    public bool IsOnlyAWord(IReadOnlyList<Item> items, int at) =>
        items[at].Named.Count > 0 && Lexicon.Default.IsOrdinary(items[at].Key) && (at == 0 || !items[at - 1].IsAny(Concept.Preposition, Concept.From, Concept.Database))
        && (Silent is not null || items.Where((_, other) => other != at).Any(item => item.Named.Count > 0));

    /// <summary>The one that goes without saying where something only looks; null when there is none.</summary>
    public string? Silent => Before is [var only] ? only : request.Memory.CurrentConnection ?? Last;

    private string? Only => request.Catalog.Connections is [var only] ? only.Name : null;

    /// <summary>The name behind what leads to a migration's target, or the question.</summary>
    public Choice Target(IReadOnlyList<Item> target, IReadOnlyList<string> sources, Func<string, Part> ask)
    {
        switch (_known.Resolve(speech.Text, target))
        {
            case ConnectionChoice.Found { Connections: [var only], Used: var used, Assumption: var assumption } when !sources.Contains(only.Name):
                Remember(target, used);
                return new Choice([only.Name], Assumption: assumption);
            case ConnectionChoice.Found { Connections: [var only] }:
                return new Choice([], ask($"{only.Name} cannot be migrated into itself. ") with { Slot = PendingSlot.Target });
            case ConnectionChoice.Ask unknown:
                string[] offered = [.. unknown.Choices.Where(name => !sources.Contains(name))];
                var isDoubtful = unknown.Near is not null || target.Any(item => item.Named.Count > 1);
                var asked = ask($"I know no connection \"{ConnectionResolver.Shown(unknown.Mention ?? "")}\". ");
                return new Choice([], asked with { Question = isDoubtful ? unknown.Question : asked.Question, Choices = offered, Slot = PendingSlot.Connection, Mention = unknown.Mention }, Near: unknown.Near?.Name);
            default:
                return new Choice([], ask("") with { Slot = PendingSlot.Target });
        }
    }

    /// <summary>What was answered when the target was asked for; null when it was not.</summary>
    public string? AnsweredTarget(IReadOnlyList<string> sources) =>
        request.Resolved.LastOrDefault(resolution => resolution.Slot == PendingSlot.Target && !sources.Contains(resolution.Value, StringComparer.OrdinalIgnoreCase)) is { } answer
            ? Named(answer.Value)
            : null;

    /// <summary>The one database that misspelt words come near to, but for production, and where they stand; else null.</summary>
    public (string Name, int Start)? Misspelt(IReadOnlyList<Item> items) =>
        _known.Resolve(speech.Text, items) is ConnectionChoice.Found { Connections: [var only], Used: { } used } found && !IsTooShort(found) ? (only.Name, items[used.From].Start) : null;

    public static IReadOnlyList<CatalogConnection> Known(PlannerRequest request) =>
        [.. request.Catalog.Connections, .. request.Catalog.MigrationTargets.Where(target => request.Catalog.Connections.All(known => known.Name != target.Name))];

    private string? Last =>
        (request.Memory.LastConnection ?? request.Memory.LastOperations.Select(operation => operation.Database ?? operation.Source).LastOrDefault(name => name is not null)) is { } last ? Named(last) : null;

    private async Task<Choice> FindAsync(Clause clause, string verb, CancellationToken cancellationToken)
    {
        if (request.Catalog.Connections.Count == 0)
            return new Choice([], new Part { Refusal = Suggestions.NoConnections });
        var resolved = _known.Resolve(speech.Text, clause.Items);
        if (clause.Items.Any(item => item.Named.Count > 0))
            return resolved is ConnectionChoice.Found exact ? new Choice(Names(clause.Items, exact.Connections, null)) : Asked((ConnectionChoice.Ask)resolved);
        if (clause.Items.Any(item => item.IsAny(Concept.All, Concept.EveryOne)) && clause.Items.Any(item => item.IsAny(Concept.Database, Concept.Connections)))
            return new Choice([.. request.Catalog.Connections.Select(connection => connection.Name)], Assumption: request.Catalog.Connections.Count > 1 ? "I took all connections that you may see." : null);
        if (resolved is ConnectionChoice.Found found && !IsTooShort(found))
        {
            Remember(clause.Items, found.Used);
            return new Choice(Names(clause.Items, found.Connections, found.Used), null, found.Used, found.Assumption);
        }

        return resolved is ConnectionChoice.Ask { Mention: { } mention } ask ? await UnknownAsync(clause, mention, ask, cancellationToken) : Unsaid(clause, verb);
    }

    /// <summary>Nothing in the clause names a database.</summary>
    private Choice Unsaid(Clause clause, string verb)
    {
        if (Before.Count > 0)
            return new Choice(Before);
        if (request.Resolved.LastOrDefault(resolution => resolution is { Slot: PendingSlot.Connection, Mention: null }) is { } answer && Named(answer.Value) is { } answered)
            return new Choice([answered]);
        if (Later(clause) is { } later)
            return new Choice(later);
        if (request.Memory.CurrentConnection is { } current && Named(current) is { } chosen)
            return new Choice([chosen]);
        if ((PointsBack(clause) || GoesOn() || SaysMore(clause)) && Pointed(clause) is { } pointed)
            return pointed;
        return request.Catalog.Connections is [var only] ? new Choice([only.Name], Assumption: $"I took {only.Name}, the only connection that you may see.") : new Choice([], AskWhich(verb));
    }

    /// <summary>"don't export demo, only validate it": named in a part that is not done; else what was spoken of last.</summary>
    private Choice? Pointed(Clause clause)
    {
        var places = clause.Target.SelectMany(item => item.Named).Select(connection => connection.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (speech.Items.SelectMany(item => item.Named.Take(1)).Where(connection => !places.Contains(connection.Name)).DistinctBy(connection => connection.Name).ToArray() is [var spoken])
            return new Choice([spoken.Name]);
        return Last is { } last && !places.Contains(last) ? new Choice([last], Assumption: $"I took {last}, the connection we spoke of last.") : null;
    }

    private static bool PointsBack(Clause clause) =>
        clause.Items.Any(item => item.IsAny(Concept.Pronoun, Concept.Again, Concept.Same, Concept.GoOn, Concept.Instead)) || clause.Items.Any(item => item.Is(Concept.Article) && item.Key is "that" or "this" or "those" or "these");

    // "now profile the tracks", "y ahora expórtala"
    private bool GoesOn() =>
        speech.Said.FirstOrDefault(item => item.IsSpoken) is { Key: "and" or "then" or "next" or "und" or "dann" or "y" or "luego" }
        || speech.Said.Any(item => item.Key is "now" or "also" or "too" or "jetzt" or "nun" or "auch" or "ahora" or "tambien");

    // A verb alone may be about any database; one that says what of it is about the one that was spoken of.
    private static bool SaysMore(Clause clause) =>
        !clause.IsMigration && clause.Items.Any(item => item.IsLeftover || item.IsAny(Concept.Table, Concept.Duplicates, Concept.ForeignKeys, Concept.ExportTopic, Concept.AnomalyTopic, Concept.RowCounts, Concept.Structure));

    /// <summary>Words that are no database may be a table of the one that goes without saying.</summary>
    private async Task<Choice> UnknownAsync(Clause clause, string mention, ConnectionChoice.Ask ask, CancellationToken cancellationToken)
    {
        if (Before.Count > 0)
            return await OfBeforeAsync(clause, mention, ask, cancellationToken);
        // "export customers and, as csv, orders from demo"
        if (Later(clause) is [var named] && await IsTableAsync(named, mention, cancellationToken))
            return new Choice([named]);
        var home = request.Memory.CurrentConnection is { } current ? Named(current) : request.Catalog.Connections is [var only] ? only.Name : Last;
        if (home is null || !await HoldsAsync(home, mention, clause, cancellationToken))
            return Asked(ask);
        return home == request.Memory.CurrentConnection ? new Choice([home]) : new Choice([home], Assumption: $"I took {home}, which has that table.");
    }

    // "validate demo and export customers": after a database, an unknown word is a table first.
    private async Task<Choice> OfBeforeAsync(Clause clause, string mention, ConnectionChoice.Ask ask, CancellationToken cancellationToken)
    {
        foreach (var database in Before)
        {
            if (await HoldsAsync(database, mention, clause, cancellationToken))
                return new Choice(Before);
        }

        // What only looks goes on without it, and says so.
        return ask.Near is not null ? Asked(ask)
            : clause.IsMigration || clause.Actions.Contains(Plans.PlannedAction.Export) || clause.Has(Concept.Backup) ? new Choice(Before)
            : new Choice(Before, Assumption: $"I left out \"{mention}\": I know no connection and no table of that name.");
    }

    private static bool IsList(IReadOnlyList<Item> items) => Enumerable.Range(1, Math.Max(0, items.Count - 1)).Any(at => items[at].IsLeftover && ClauseSplitter.IsSeparator(items[at - 1]));

    // "chinnok, sakilla and northwind": some of them misspelt, in the order in which they stand.
    private IReadOnlyList<string> Names(IReadOnlyList<Item> items, IReadOnlyList<CatalogConnection> found, Mention? used)
    {
        var places = found.Select(connection => (connection.Name, Start: used is null ? items.First(item => item.Named.Contains(connection)).Start : items[used.From].Start)).ToList();
        IReadOnlyList<Item> rest = [.. items.Where((item, at) => item.Named.Count == 0 && (used is null || at < used.From || at >= used.To))];
        while (IsList(items) && _known.Resolve(speech.Text, rest) is ConnectionChoice.Found { Connections: [var only], Used: { } other } next && !IsTooShort(next))
        {
            if (places.TrueForAll(place => place.Name != only.Name))
                places.Add((only.Name, rest[other.From].Start));
            Remember(rest, other);
            rest = [.. rest.Where((_, at) => at < other.From || at >= other.To)];
        }

        return [.. places.OrderBy(place => place.Start).Select(place => place.Name)];
    }

    // "rm" is no slip of "crm".
    private static bool IsTooShort(ConnectionChoice.Found found) =>
        found.Used is { Text.Length: < 3 } used && found.Assumption is not null && found.Connections.Any(connection => connection.Name.Length != used.Text.Length);

    // "validate and profile crm", "validate and profile whatever it was called"
    private IReadOnlyList<string>? Later(Clause clause) => speech.Clauses
        .SkipWhile(other => other != clause).Skip(1)
        .Select(other => _known.Resolve(speech.Text, other.Items) is ConnectionChoice.Found found && !IsTooShort(found) ? found.Connections.Select(connection => connection.Name).ToArray() : [])
        .FirstOrDefault(names => names.Length > 0);

    private async Task<bool> HoldsAsync(string database, string mention, Clause clause, CancellationToken cancellationToken) =>
        clause.Items.Any(item => item.IsAny(Concept.Table, Concept.Duplicates, Concept.ForeignKeys, Concept.Pronoun)) || await IsTableAsync(database, mention, cancellationToken);

    private async Task<bool> IsTableAsync(string database, string mention, CancellationToken cancellationToken)
    {
        var tables = await request.Catalog.ReadTables(database, cancellationToken);
        return NameMatch.Winner(NameMatch.Rank(mention, tables.Select(table => (table, table)))) is not null;
    }

    private Part AskWhich(string verb) =>
        Part.Ask($"Which database should I {verb}?", [.. request.Catalog.Connections.Select(connection => connection.Name).OrderByDescending(name => string.Equals(name, request.Memory.LastConnection, StringComparison.OrdinalIgnoreCase))]) with { Slot = PendingSlot.Connection };

    private static Choice Asked(ConnectionChoice.Ask ask) =>
        new([], Part.Ask(ask.Question, ask.Choices) with { Slot = PendingSlot.Connection, Mention = ask.Mention }, Near: ask.Near?.Name);

    private void Remember(IReadOnlyList<Item> items, Mention? used)
    {
        if (used is not null && new NamedPlace(items[used.From].Start, items[used.To - 1].End) is var place && !_places.Contains(place))
            _places.Add(place);
    }

    private string? Named(string name) => Known(request).FirstOrDefault(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase))?.Name;
}
