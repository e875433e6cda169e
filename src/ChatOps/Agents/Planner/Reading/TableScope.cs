using ChatOps.Agents.Planner.Clauses;
using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Names;

namespace ChatOps.Agents.Planner.Reading;

/// <summary>
/// Finds the tables that a clause names. Where the tables of the database can be read they are found among them; where
/// not, words are taken as they are where only a table can stand.
/// </summary>
internal sealed class TableScope(Speech speech, PlannerRequest request)
{
    private const int MostChoices = 5;

    // Many tables have many forms of names; they are made once for all clauses.
    private readonly Dictionary<string, TableWords> _words = new(StringComparer.Ordinal);

    /// <param name="Tables">What it is limited to; empty for all.</param>
    /// <param name="Except">What is left out.</param>
    /// <param name="Assumptions">What was read into them, each a sentence.</param>
    public sealed record Choice(IReadOnlyList<string> Tables, IReadOnlyList<string> Except, IReadOnlyList<string> Assumptions, Part? Ask = null);

    /// <param name="used">The words that named the database.</param>
    /// <param name="isStrict">A name that is no table is asked about.</param>
    public async Task<Choice> ChooseAsync(Clause clause, string database, Mention? used, bool isStrict, CancellationToken cancellationToken)
    {
        IReadOnlyList<Item> items = [.. clause.Items.Where((item, at) => item.Named.Count == 0 && item.Job is null && item.Kind is TokenKind.Word or TokenKind.Punctuation && (used is null || at < used.From || at >= used.To))];
        var tables = await request.Catalog.ReadTables(database, cancellationToken);
        var except = ExceptAt(items, tables);
        IReadOnlyList<Item> kept = except < 0 ? items : [.. items.Take(except)];
        IReadOnlyList<Item> left = except < 0 ? [] : [.. items.Skip(except + 1)];
        if (tables.Count == 0)
            return new Choice(AsWritten(kept, isListed: IsOnly(kept)), AsWritten(left, isListed: true), []);
        if (Lines(kept, tables) is { } lines)
            return new Choice([lines], [], []);
        var isAnnounced = IsOnly(kept) || kept.Any(item => item.IsAny(Concept.Table, Concept.Duplicates, Concept.ForeignKeys));
        var words = WordsOf(database, tables);
        var included = words.Find(speech.Text, kept, isAnnounced);
        var excluded = left.Count == 0 ? null : words.Find(speech.Text, left, true);
        // "export demo, not crm"
        if (excluded is { Found.Count: 0, Unknown: null } && items[except].Is(Concept.Not))
            excluded = null;
        return Decide(database, tables, included, excluded, isStrict || IsOnly(kept), isAnnounced);
    }

    private TableWords WordsOf(string database, IReadOnlyList<string> tables) =>
        _words.TryGetValue(database, out var known) ? known : _words[database] = new TableWords(tables, request.Resolved);

    private static Choice Decide(string database, IReadOnlyList<string> tables, TableWords.Outcome included, TableWords.Outcome? excluded, bool isStrict, bool isAnnounced)
    {
        if (excluded?.Unknown is { } missing)
            return Asked(database, missing, tables);
        if (included.Unknown is { } unknown && ((unknown.InObject && isStrict) || (unknown.Near.Count > 0 && (isAnnounced || unknown.InObject))))
            return Asked(database, unknown, tables);
        if (excluded is { Found.Count: 0 })
            return new Choice([], [], [], new Part { Refusal = $"I could not tell which tables of {database} to leave out. Name them as they are called there. Nothing was started." });
        IReadOnlyList<string> passedOver = included.Unknown is { InObject: true } over ? [$"I left out \"{over.Mention}\": {database} has no table of that name."] : [];
        return new Choice([.. included.Found.Except(excluded?.Found ?? [])], excluded?.Found ?? [], [.. included.Assumptions, .. excluded?.Assumptions ?? [], .. passedOver]);
    }

    private static Choice Asked(string database, TableWords.UnknownTable unknown, IReadOnlyList<string> tables)
    {
        var near = unknown.Near.Concat(NameMatch.Rank(unknown.Mention, tables.Select(table => (table, table))).Select(match => match.Name)).Distinct(StringComparer.Ordinal).Take(MostChoices).ToArray();
        string[] choices = near.Length > 0 ? near : [.. tables.Take(MostChoices)];
        return new Choice([], [], [], Part.Ask($"{database} has no table \"{ConnectionResolver.Shown(unknown.Mention)}\". Which table do you mean?", choices) with { Slot = PendingSlot.Table, Mention = unknown.Mention });
    }

    private static bool IsOnly(IReadOnlyList<Item> items) => items.Any(item => item.Is(Concept.Only)) && !items.Any(item => item.Is(Concept.If));

    /// <summary>"order lines", "Bestellpositionen": a table that is called by another word for what belongs to an order.</summary>
    private static string? Lines(IReadOnlyList<Item> items, IReadOnlyList<string> tables)
    {
        for (var at = 0; at + 1 < items.Count; at++)
        {
            if (!items[at].IsLeftover || !items[at + 1].Is(Concept.LineNoun))
                continue;
            var owner = items[at].Key.TrimEnd('s');
            var named = tables.Where(table => Parts(table) is [var first, .. var rest] && first.TrimEnd('s') == owner && rest.Any(part => Lexicon.Default.Find(part)?.Contains(Concept.LineNoun) == true)).ToArray();
            if (named.Length == 1)
                return named[0];
        }

        return null;
    }

    // "Order Details", "order_items", "InvoiceLine"
    private static string[] Parts(string table) =>
        [.. string.Concat(table.Select((letter, at) => at > 0 && char.IsUpper(letter) && char.IsLower(table[at - 1]) ? $" {letter}" : letter.ToString())).Split(' ', '_', '-').Select(WordKey.Of)];

    // A table may be called like a word of ours: "without reviews".
    private static int ExceptAt(IReadOnlyList<Item> items, IReadOnlyList<string> tables)
    {
        if (!items.Any(item => item.Is(Concept.Except)))
            return -1;
        var keys = tables.Select(WordKey.Of).ToHashSet(StringComparer.Ordinal);
        for (var at = 0; at + 1 < items.Count; at++)
        {
            if (items[at].Is(Concept.Except) && !items[at].Quoted && items.Skip(at + 1).Any(item => item.IsLeftover || item.Quoted || item.Is(Concept.Table) || keys.Contains(item.Key)))
                return at;
        }

        return -1;
    }

    /// <param name="isListed">Every unknown word is a table: behind "except" and "only".</param>
    private List<string> AsWritten(IReadOnlyList<Item> items, bool isListed)
    {
        var names = new List<string>();
        for (var at = 0; at < items.Count;)
        {
            var end = at;
            while (end < items.Count && (items[end].IsLeftover || items[end].ReadAs is not null || (items[end].Quoted && items[end].Kind == TokenKind.Word)))
                end++;
            if (end == at && IsNamedTable(items, at))
                end = at + 1;
            if (end > at && (isListed || IsSlot(items, at, end)))
                names.Add(speech.Text[items[at].Start..items[end - 1].End]);
            at = Math.Max(end, at + 1);
        }

        return names;
    }

    // "the audit table": whatever the word means elsewhere.
    private static bool IsNamedTable(IReadOnlyList<Item> items, int at) =>
        items[at].Kind == TokenKind.Word && at + 1 < items.Count && items[at + 1].Is(Concept.Table)
        && !items[at].IsAny(Concept.Article, Concept.Preposition, Concept.All, Concept.EveryOne, Concept.Only, Concept.Except, Concept.And, Concept.Rows, Concept.Filler, Concept.Toward, Concept.Generic, Concept.Duplicates, Concept.Asking, Concept.Validate, Concept.Profile, Concept.Export, Concept.Migrate);

    // Beside "table", behind "duplicate" and "foreign keys of", or the object of a verb that takes rows.
    private static bool IsSlot(IReadOnlyList<Item> items, int from, int to)
    {
        var before = from - 1;
        while (before >= 0 && items[before].IsAny(Concept.Article, Concept.Preposition, Concept.From) && !items[before].IsAny(Concept.Table, Concept.All))
            before--;
        if (before >= 0 && items[before].IsAny(Concept.Table, Concept.Duplicates, Concept.ForeignKeys, Concept.Rows, Concept.Export, Concept.Migrate))
            return true;
        return to < items.Count && items[to].IsAny(Concept.Table, Concept.Duplicates);
    }
}
