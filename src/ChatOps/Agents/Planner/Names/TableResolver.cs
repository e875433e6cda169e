using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>Finds the tables that the words of a clause mean among the tables that the connection has.</summary>
internal sealed class TableResolver(PlannerCatalog catalog, IReadOnlyList<Resolution> resolved)
{
    private const int MostChoices = 5;

    /// <param name="items">The clause without the words that named the connection.</param>
    /// <param name="isStrict">Words in an object's place that are no table are asked about instead of passed over.</param>
    public async Task<TableChoice> ResolveAsync(
        string text, IReadOnlyList<Item> items, string connection, bool isStrict, CancellationToken cancellationToken)
    {
        var except = ExceptAt(items);
        var only = items.Any(item => item.Is(Concept.Only)) && !items.Any(item => item.Is(Concept.If));
        var hasTableWord = items.Any(item => item.Is(Concept.Table));
        if (except < 0 && !only && !hasTableWord && !items.Any(item => item.IsLeftover))
            return new TableChoice.All();
        var tables = await catalog.ReadTables(connection, cancellationToken);
        var included = new TableWords(tables, resolved).Find(text, except < 0 ? items : [.. items.Take(except)], only || hasTableWord);
        var excluded = except < 0 ? null : new TableWords(tables, resolved).Find(text, [.. items.Skip(except + 1)], true);
        if (excluded is { Found.Count: 0, Unknown: null } && items[except].Is(Concept.Not))
            excluded = null;
        if (tables.Count == 0 && (included.Unknown is not null || excluded is not null) && (only || hasTableWord || isStrict || excluded is not null))
            return new TableChoice.Impossible($"I cannot read the table names of {connection} now, so I cannot tell which tables are meant. Nothing was started.");
        return Decide(connection, tables, included, excluded, isStrict || only);
    }

    private static TableChoice Decide(string connection, IReadOnlyList<string> tables, TableWords.Outcome included, TableWords.Outcome? excluded, bool isStrict)
    {
        foreach (var outcome in new[] { excluded, included }.OfType<TableWords.Outcome>())
        {
            if (outcome.Unknown is { } unknown && (outcome == excluded || (unknown.InObject && isStrict) || unknown.Near.Count > 0))
                return Ask(connection, tables, unknown);
        }

        if (excluded is { Found.Count: 0 })
            return new TableChoice.Impossible($"I could not tell which tables of {connection} to leave out. Name them as they are called there. Nothing was started.");
        IReadOnlyList<string> kept = [.. (included.Found.Count > 0 ? included.Found : tables).Where(table => excluded is null || !excluded.Found.Contains(table))];
        if (kept.Count == 0 && tables.Count > 0)
            return new TableChoice.Impossible($"That leaves no table of {connection}. Nothing was started.");
        if (kept.FirstOrDefault(table => table.Contains("{{", StringComparison.Ordinal)) is { } odd)
            return new TableChoice.Impossible($"The table name {odd} holds braces, which a plan would take for a reference; I can only take all tables of {connection} together.");
        var passedOver = included.Unknown is { InObject: true } left ? $"I left out \"{left.Mention}\": {connection} has no table of that name." : null;
        if (included.Found.Count == 0 && excluded is null)
            return new TableChoice.All(passedOver);
        return new TableChoice.Some(kept, [.. included.Assumptions, .. excluded?.Assumptions ?? [], .. passedOver is null ? [] : new[] { passedOver }]);
    }

    private static TableChoice.Ask Ask(string connection, IReadOnlyList<string> tables, TableWords.UnknownTable unknown)
    {
        var near = unknown.Near.Concat(NameMatch.Rank(unknown.Mention, tables.Select(table => (table, table))).Select(match => match.Name)).Distinct(StringComparer.Ordinal).Take(MostChoices).ToArray();
        string[] choices = near.Length > 0 ? near : [.. tables.Take(MostChoices)];
        return new TableChoice.Ask($"{connection} has no table \"{ConnectionResolver.Shown(unknown.Mention)}\". Which one do you mean?", choices, unknown.Mention);
    }

    private static int ExceptAt(IReadOnlyList<Item> items)
    {
        for (var at = 0; at < items.Count; at++)
        {
            if (items[at].Is(Concept.Except) && items[at].Named.Count == 0 && !items[at].Quoted && at + 1 < items.Count)
                return at;
        }

        return -1;
    }
}
