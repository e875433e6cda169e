using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Offline;

/// <summary>Finds the connections and tables of what is wanted, or the question that must be asked first.</summary>
internal sealed class WorkReader(PlannerRequest request, string text, IReadOnlyList<Item> said, IReadOnlyList<Resolution> resolved, string? about)
{
    private readonly ConnectionResolver _connections = new(request.Catalog.Connections, resolved);
    private readonly TableResolver _tables = new(request.Catalog, resolved);
    private readonly TargetReader _targets = new(request, text, resolved);
    private readonly List<string> _assumptions = [];
    private readonly List<NamedPlace> _places = [.. said.Where(item => item.Named.Count > 0).Select(item => new NamedPlace(item.Start, item.End))];

    /// <param name="Places">Where the text names connections, rightly or misspelt.</param>
    /// <param name="Stop">The reply instead of a plan; else null.</param>
    public sealed record Outcome(IReadOnlyList<PlannedWork> Work, IReadOnlyList<string> Assumptions, IReadOnlyList<NamedPlace> Places, PlannerReply? Stop);

    public async Task<Outcome> ReadAsync(IReadOnlyList<Clause> clauses, CancellationToken cancellationToken)
    {
        var work = new List<PlannedWork>();
        IReadOnlyList<CatalogConnection>? before = null;
        for (var at = 0; at < clauses.Count; at++)
        {
            var choice = await ChooseAsync(clauses, at, before, cancellationToken);
            if (choice is ConnectionChoice.Ask ask)
                return Stopped(ask);
            var found = (ConnectionChoice.Found)choice;
            if (found.Assumption is not null)
                _assumptions.Add(found.Assumption);
            if (found.Used is { } used)
                _places.Add(new NamedPlace(clauses[at].Items[used.From].Start, clauses[at].Items[used.To - 1].End));
            before = found.Connections;
            var target = clauses[at].IsMigration ? _targets.Read(clauses[at], found.Connections) : null;
            if (target?.Stop is { } asked)
                return new Outcome([], [], [], asked);
            if (target?.Assumption is { } taken)
                _assumptions.Add(taken);
            if (await AddAsync(work, clauses[at], found, target?.Connection, cancellationToken) is { } stop)
                return new Outcome([], [], [], stop);
        }

        return new Outcome(WithValidationFirst(work), _assumptions, _places, null);
    }

    private async Task<ConnectionChoice> ChooseAsync(
        IReadOnlyList<Clause> clauses, int at, IReadOnlyList<CatalogConnection>? before, CancellationToken cancellationToken)
    {
        var choice = _connections.Resolve(text, clauses[at].Items);
        if (about is not null && Named(about) is { } given)
            return new ConnectionChoice.Found([given], null, (choice as ConnectionChoice.Found)?.Used);
        if (choice is ConnectionChoice.Found { Used: null })
            return choice;
        // "validate demo and export customers": after a connection, an unknown word is a table first.
        if (before is not null && choice is not ConnectionChoice.Found)
            return new ConnectionChoice.Found(before, await LeftOutAsync(clauses[at], choice, before, cancellationToken), null);
        if (choice is ConnectionChoice.Found)
            return choice;
        if (choice is ConnectionChoice.Ask { Mention: { } mention } ask)
            return await HomeOfTableAsync(mention, cancellationToken) is { } home ? home : ask;
        foreach (var later in clauses.Skip(at + 1))
        {
            if (_connections.Resolve(text, later.Items) is ConnectionChoice.Found found)
                return found with { Used = null, Assumption = null };
        }

        return Unsaid(clauses[at]);
    }

    /// <summary>Says so where a later part names what is neither a connection nor a table; an export or a migration asks about it instead.</summary>
    private async Task<string?> LeftOutAsync(Clause clause, ConnectionChoice choice, IReadOnlyList<CatalogConnection> before, CancellationToken cancellationToken)
    {
        if (choice is not ConnectionChoice.Ask { Mention: { } mention } || clause.IsMigration || clause.Actions.Contains(PlannedAction.Export))
            return null;
        foreach (var connection in before)
        {
            var tables = await request.Catalog.ReadTables(connection.Name, cancellationToken);
            if (NameMatch.Winner(NameMatch.Rank(mention, tables.Select(table => (table, table)))) is not null)
                return null;
        }

        return $"I left out \"{mention}\": I know no connection and no table of that name.";
    }

    private ConnectionChoice Unsaid(Clause clause)
    {
        var answer = resolved.LastOrDefault(resolution => resolution is { Slot: PendingSlot.Connection, Mention: null });
        if (answer is not null && Named(answer.Value) is { } answered)
            return new ConnectionChoice.Found([answered], null, null);
        var refers = clause.Items.Any(item => item.IsAny(Concept.Pronoun, Concept.Again, Concept.Same)) || clause.Items.Any(item => item.Is(Concept.Article) && item.Key is "that" or "this" or "those" or "these");
        // "don't export demo, only validate it": named in a part that is not done.
        var places = clause.Target.SelectMany(item => item.Named).Select(connection => connection.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (refers && said.SelectMany(item => item.Named).Where(connection => !places.Contains(connection.Name)).DistinctBy(connection => connection.Name).ToArray() is [var spoken])
            return new ConnectionChoice.Found([spoken], null, null);
        if (refers && request.Memory.LastConnection is { } last && Named(last) is { } remembered && !places.Contains(remembered.Name))
            return new ConnectionChoice.Found([remembered], $"I took {remembered.Name}, the connection we spoke of last.", null);
        return request.Catalog.Connections is [var only]
            ? new ConnectionChoice.Found([only], $"I took {only.Name}, the only connection that you may see.", null)
            : new ConnectionChoice.Ask($"Which connection should I {Verb(clause)}?", _connections.Offer(request.Memory.LastConnection), null);
    }

    /// <summary>A word that is no connection may be a table of the connection that goes without saying.</summary>
    private async Task<ConnectionChoice.Found?> HomeOfTableAsync(string mention, CancellationToken cancellationToken)
    {
        var home = request.Catalog.Connections is [var only] ? only : request.Memory.LastConnection is { } last ? Named(last) : null;
        if (home is null)
            return null;
        var tables = await request.Catalog.ReadTables(home.Name, cancellationToken);
        return NameMatch.Winner(NameMatch.Rank(mention, tables.Select(table => (table, table)))) is null
            ? null
            : new ConnectionChoice.Found([home], $"I took {home.Name}, which has that table.", null);
    }

    /// <param name="target">Where a migration goes; else null.</param>
    private async Task<PlannerReply?> AddAsync(List<PlannedWork> work, Clause clause, ConnectionChoice.Found found, string? target, CancellationToken cancellationToken)
    {
        IReadOnlyList<Item> items = found.Used is { } used ? [.. clause.Items.Where((_, at) => at < used.From || at >= used.To)] : clause.Items;
        foreach (var connection in found.Connections)
        {
            var choice = await _tables.ResolveAsync(text, items, connection.Name, clause.IsMigration || clause.Actions.Contains(PlannedAction.Export), cancellationToken);
            if (choice is TableChoice.Impossible impossible)
                return new PlannerReply.Refuse(impossible.Reason, Suggestions.For(connection.Name));
            if (choice is TableChoice.Ask ask)
                return new PlannerReply.Clarify(ask.Question, ask.Choices, new PendingRequest { Text = text, Slot = PendingSlot.Table, Mention = ask.Mention, Choices = ask.Choices, Resolved = resolved });
            _assumptions.AddRange(choice switch
            {
                TableChoice.Some some => some.Assumptions,
                TableChoice.All { Assumption: { } assumption } => [assumption],
                _ => [],
            });
            foreach (var action in clause.Actions)
            {
                var item = new PlannedWork(action, connection.Name, (choice as TableChoice.Some)?.Tables, ConditionOf(action, clause), action is PlannedAction.Migrate or PlannedAction.DryRun ? target : null);
                if (work.Any(known => known.Action == item.Action && known.Connection == item.Connection && known.Target != item.Target))
                    return new PlannerReply.Refuse($"I migrate {connection.Name} to one place at a time. Nothing was started; ask for each by itself.", Suggestions.For(connection.Name));
                Merge(work, item);
            }
        }

        return null;
    }

    /// <summary>A migration waits for a validation without errors, unless only what is clean is wanted anyway.</summary>
    private static PlannedCondition ConditionOf(PlannedAction action, Clause clause) => action switch
    {
        PlannedAction.Export => clause.Condition,
        PlannedAction.Migrate when !clause.IsOfCleanRows => PlannedCondition.Clean,
        _ => PlannedCondition.None,
    };

    private static void Merge(List<PlannedWork> work, PlannedWork item)
    {
        var at = work.FindIndex(known => known.Action == item.Action && known.Connection == item.Connection);
        if (at < 0)
        {
            work.Add(item);
            return;
        }

        var tables = work[at].Tables is { } mine && item.Tables is { } others ? (IReadOnlyList<string>)[.. mine.Union(others)] : null;
        work[at] = item with { Tables = tables, Condition = item.Condition == PlannedCondition.None ? work[at].Condition : item.Condition };
    }

    private List<PlannedWork> WithValidationFirst(List<PlannedWork> work)
    {
        foreach (var export in work.Where(item => item.Action == PlannedAction.Export && item.Condition != PlannedCondition.None).ToArray())
        {
            if (work.Any(item => item.Action == PlannedAction.Validate && item.Connection == export.Connection))
                continue;
            work.Insert(0, new PlannedWork(PlannedAction.Validate, export.Connection, export.Tables));
            _assumptions.Add($"I validate {export.Connection} first, because the export depends on it.");
        }

        return work;
    }

    private Outcome Stopped(ConnectionChoice.Ask ask)
    {
        var pending = new PendingRequest { Text = text, Slot = PendingSlot.Connection, Mention = ask.Mention, Choices = ask.Choices, Resolved = resolved };
        return new Outcome([], [], [], new PlannerReply.Clarify(ask.Question, ask.Choices, pending));
    }

    private CatalogConnection? Named(string name) =>
        request.Catalog.Connections.FirstOrDefault(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Verb(Clause clause) => clause.Actions[0] switch
    {
        PlannedAction.Validate => "validate",
        PlannedAction.Profile => "profile",
        PlannedAction.Anomalies => "search for unusual rows",
        PlannedAction.Migrate or PlannedAction.DryRun => "migrate",
        _ => "export",
    };
}
