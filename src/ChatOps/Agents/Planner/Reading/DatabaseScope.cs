using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Agents.Planner.Offline;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>Finds the databases that a clause is about: named in it, pointed back at, or named in a clause that follows.</summary>
internal sealed class DatabaseScope(Speech speech, PlannerRequest request)
{
    private readonly ConnectionResolver _known = new(Known(request), []);
    private readonly ConnectionResolver _databases = new(request.Catalog.Connections, []);

    /// <summary>What was spoken of last in this request.</summary>
    public IReadOnlyList<string> Before { get; private set; } = [];

    /// <summary>Databases, or the question for them.</summary>
    /// <param name="Used">The words that named one, or null.</param>
    public sealed record Choice(IReadOnlyList<string> Names, Part? Ask, Mention? Used, string? Note);

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
        // "total sales per country in chinook"
        var asked = clause with { Items = [.. clause.Items.Where((item, at) => !IsOnlyAWord(clause.Items, at))] };
        var choice = await FindAsync(asked, "ask", cancellationToken);
        if (choice.Ask is not null)
            choice = Silent is { } silent ? new Choice([silent], null, null, null) : choice with { Ask = Ask(null, "ask") };
        if (choice.Ask is null)
            Before = choice.Names;
        return choice;
    }

    /// <summary>A name that is an ordinary word too, where nothing says that it is a place.</summary>
    public bool IsOnlyAWord(IReadOnlyList<Item> items, int at) =>
        items[at].Named.Count > 0 && Lexicon.Default.IsOrdinary(items[at].Key) && (at == 0 || !items[at - 1].IsAny(Concept.Preposition, Concept.From, Concept.Database))
        && (Silent is not null || items.Where((_, other) => other != at).Any(item => item.Named.Count > 0));

    /// <summary>The one that goes without saying; null when there is none.</summary>
    public string? Silent => Before is [var only] ? only : request.Memory.CurrentConnection ?? LastOf(request.Memory);

    /// <summary>The name behind what leads to a migration's target, or the question.</summary>
    public (string? Name, Part? Ask) Target(IReadOnlyList<Item> target, IReadOnlyList<string> sources, Func<string, Part> ask) => _known.Resolve(speech.Text, target) switch
    {
        ConnectionChoice.Found { Connections: [var only] } when !sources.Contains(only.Name) => (only.Name, null),
        ConnectionChoice.Found { Connections: [var only] } => (null, ask($"{only.Name} cannot be its own target database. ")),
        ConnectionChoice.Ask unknown => (null, ask($"{Sentence(unknown.Question)} ")),
        _ => (null, ask("")),
    };

    /// <summary>The one database that misspelt words come near to, but for production, and where they stand; else null.</summary>
    public (string Name, int Start)? Misspelt(IReadOnlyList<Item> items) =>
        _known.Resolve(speech.Text, items) is ConnectionChoice.Found { Connections: [var only], Used: { } used } found && !IsTooShort(found) ? (only.Name, items[used.From].Start) : null;

    public static IReadOnlyList<CatalogConnection> Known(PlannerRequest request) =>
        [.. request.Catalog.Connections, .. request.Catalog.MigrationTargets.Where(target => request.Catalog.Connections.All(known => known.Name != target.Name))];

    private async Task<Choice> FindAsync(Clause clause, string verb, CancellationToken cancellationToken)
    {
        var named = clause.Items.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (named.Length > 0)
            return IsList(clause.Items) && Misspelt([.. clause.Items.Where(item => item.Named.Count == 0)]) is { } near ? new Choice([.. named, near.Name], null, null, null) : new Choice(named, null, null, null);
        if (clause.Items.Any(item => item.IsAny(Concept.All, Concept.EveryOne)) && clause.Items.Any(item => item.IsAny(Concept.Database, Concept.Connections)))
            return new Choice([.. request.Catalog.Connections.Select(connection => connection.Name)], null, null, null);
        var resolved = _known.Resolve(speech.Text, clause.Items);
        if (resolved is ConnectionChoice.Found { Connections: var found } fuzzy && !IsTooShort(fuzzy))
            return new Choice([.. found.Select(connection => connection.Name), .. Others(clause.Items, fuzzy.Used)], null, fuzzy.Used, fuzzy.Assumption);
        if (Silent is { } silent && (resolved is ConnectionChoice.Missing || await HoldsAsync(silent, (resolved as ConnectionChoice.Ask)?.Mention, clause, cancellationToken)))
            return new Choice([silent], null, null, null);
        if (resolved is ConnectionChoice.Missing && Later(clause) is { } later)
            return new Choice(later, null, null, null);
        return new Choice([], Ask(resolved as ConnectionChoice.Ask, verb), null, null);
    }

    private static bool IsList(IReadOnlyList<Item> items) => Enumerable.Range(1, Math.Max(0, items.Count - 1)).Any(at => items[at].IsLeftover && ClauseSplitter.IsSeparator(items[at - 1]));

    // "chinnok and sakilla": more than one that is misspelt.
    private IEnumerable<string> Others(IReadOnlyList<Item> items, Mention? used)
    {
        while (used is not null && IsList(items))
        {
            items = [.. items.Where((_, at) => at < used.From || at >= used.To)];
            if (_known.Resolve(speech.Text, items) is not ConnectionChoice.Found { Connections: [var only], Used: { } other } next || IsTooShort(next))
                yield break;
            used = other;
            yield return only.Name;
        }
    }

    // "rm" is no slip of "crm".
    private static bool IsTooShort(ConnectionChoice.Found found) =>
        found.Used is { Text.Length: < 3 } used && found.Connections.Any(connection => connection.Name.Length != used.Text.Length);

    // "validate and profile crm"
    private IReadOnlyList<string>? Later(Clause clause) => speech.Clauses
        .SkipWhile(other => other != clause).Skip(1)
        .Select(other => other.Items.SelectMany(item => item.Named.Take(1)).Select(connection => connection.Name).Distinct().ToArray())
        .FirstOrDefault(names => names.Length > 0);

    // Words that are no database may be a table of the one that goes without saying.
    private async Task<bool> HoldsAsync(string database, string? mention, Clause clause, CancellationToken cancellationToken)
    {
        if (mention is null)
            return false;
        if (clause.Items.Any(item => item.IsAny(Concept.Table, Concept.Duplicates, Concept.ForeignKeys, Concept.Pronoun)))
            return true;
        var tables = await request.Catalog.ReadTables(database, cancellationToken);
        return NameMatch.Winner(NameMatch.Rank(mention, tables.Select(table => (table, table)))) is not null;
    }

    private Part Ask(ConnectionChoice.Ask? ask, string verb)
    {
        string[] all = [.. request.Catalog.Connections.Select(connection => connection.Name)];
        var near = ask is null ? all : [.. ask.Choices.Where(all.Contains)];
        var shown = near.Length > 0 ? near : all;
        return ask is null
            ? Part.Ask($"Which database should I {verb}:", shown)
            : Part.Ask($"{Sentence(ask.Question)} Which database do you mean:", shown);
    }

    private static string Sentence(string question)
    {
        var rest = question.IndexOf(" (", StringComparison.Ordinal);
        return rest > 0 ? question[..rest] : question;
    }

    private static string? LastOf(ConversationMemory memory) =>
        memory.LastConnection ?? memory.LastOperations.Select(operation => operation.Database ?? operation.Source).LastOrDefault(name => name is not null);
}
