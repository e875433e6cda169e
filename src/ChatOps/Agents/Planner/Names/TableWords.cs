using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Names;

/// <summary>Matches the words of one stretch of a clause with table names.</summary>
internal sealed class TableWords(IReadOnlyList<string> tables, IReadOnlyList<Resolution> resolved)
{
    private const int LongestName = 6;

    /// <summary>Different unknown words that are compared with every table; a message written by hand has fewer.</summary>
    private const int MostCompared = 50;

    private readonly Dictionary<string, IReadOnlyList<NameMatch>> _ranked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byKey = ByKey(tables);

    /// <param name="Near">Tables that come equally near, nearest first.</param>
    /// <param name="InObject">It stands where a table is expected, not beside.</param>
    public sealed record UnknownTable(string Mention, IReadOnlyList<string> Near, bool InObject);

    /// <param name="Unknown">The first words that are no table; else null.</param>
    public sealed record Outcome(IReadOnlyList<string> Found, IReadOnlyList<string> Assumptions, UnknownTable? Unknown);

    /// <param name="isExplicit">Words like "only", "except" or "table" announce table names, so ordinary words may be names too.</param>
    public Outcome Find(string text, IReadOnlyList<Item> items, bool isExplicit)
    {
        var found = new List<string>();
        var assumptions = new List<string>();
        UnknownTable? unknown = null;
        for (var at = 0; at < items.Count;)
        {
            var length = ExactLength(text, items, at, isExplicit || found.Count > 0 || HasLeftoverAhead(items, at), out var exact);
            if (length > 0)
            {
                Add(found, exact);
                if (items.Skip(at).Take(length).Any(item => item.IsLeftover) && at + length < items.Count && items[at + length].IsLeftover)
                    assumptions.Add($"I read \"{text[items[at].Start..items[at + length].End]}\" as the table {exact}.");
                at += length;
            }
            else if (items[at].IsLeftover)
            {
                length = Run(items, at);
                unknown = Near(text[items[at].Start..items[at + length - 1].End], InObject(items, at, at + length), found, assumptions) ?? unknown;
                at += length;
            }
            else
            {
                at++;
            }
        }

        return new Outcome(found, assumptions, unknown);
    }

    private UnknownTable? Near(string mention, bool inObject, List<string> found, List<string> assumptions)
    {
        mention = Answered(mention);
        if (_byKey.TryGetValue(WordKey.Of(mention), out var exact) && WordKey.Of(exact) == WordKey.Of(mention))
        {
            Add(found, exact);
            return null;
        }

        var ranked = Ranked(mention);
        if (NameMatch.Winner(ranked) is { } winner)
        {
            Add(found, winner.Name);
            if (winner.Score < 1)
                assumptions.Add($"I read \"{mention}\" as the table {winner.Name}.");
            return null;
        }

        return new UnknownTable(mention, [.. ranked.Where(match => match.IsTakeable).Select(match => match.Name)], inObject);
    }

    private IReadOnlyList<NameMatch> Ranked(string mention)
    {
        if (_ranked.TryGetValue(mention, out var known))
            return known;
        if (_ranked.Count == MostCompared)
            return [];
        return _ranked[mention] = NameMatch.Rank(mention, tables.SelectMany(table => Forms(table).Select(form => (table, form))));
    }

    // What was answered may itself have needed an answer.
    private string Answered(string mention)
    {
        foreach (var resolution in resolved)
        {
            if (resolution is { Slot: PendingSlot.Table, Mention: { } asked } && WordKey.Of(asked) == WordKey.Of(mention))
                mention = resolution.Value;
        }

        return mention;
    }

    private int ExactLength(string text, IReadOnlyList<Item> items, int at, bool mayBeOrdinary, out string table)
    {
        for (var to = Math.Min(items.Count, at + LongestName); to > at; to--)
        {
            var stretch = items.Skip(at).Take(to - at).ToArray();
            if (stretch.Any(item => item.Kind != TokenKind.Word) || (!mayBeOrdinary && !stretch.Any(item => item.IsLeftover)))
                continue;
            var key = WordKey.Of(text[items[at].Start..items[to - 1].End]);
            if (key.Length > 0 && _byKey.TryGetValue(key, out var match))
            {
                table = match;
                return to - at;
            }
        }

        table = "";
        return 0;
    }

    // A table's own name comes before another form of a name.
    private static Dictionary<string, string> ByKey(IReadOnlyList<string> tables)
    {
        var byKey = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
            byKey.TryAdd(WordKey.Of(table), table);
        foreach (var table in tables)
        {
            foreach (var form in Forms(table))
                byKey.TryAdd(WordKey.Of(form), table);
        }

        return byKey;
    }

    // "customer" for customers and the other way round.
    private static IEnumerable<string> Forms(string table)
    {
        yield return table;
        if (table.Length > 3)
        {
            yield return table + "s";
            if (table.EndsWith("ies", StringComparison.OrdinalIgnoreCase))
                yield return table[..^3] + "y";
            else if (table.EndsWith('y') || table.EndsWith('Y'))
                yield return table[..^1] + "ies";
            if (table.EndsWith('s') || table.EndsWith('S'))
                yield return table[..^1];
        }
    }

    private static bool HasLeftoverAhead(IReadOnlyList<Item> items, int at) =>
        items.Skip(at + 1).TakeWhile(item => !item.IsAny(Concept.Preposition) || item.Is(Concept.And)).Any(item => item.IsLeftover)
        && items.Skip(at + 1).Take(1).Any(item => item.Is(Concept.And) || item.Kind == TokenKind.Punctuation);

    private static int Run(IReadOnlyList<Item> items, int at) => items.Skip(at).TakeWhile(item => item.IsLeftover).Count();

    private static bool InObject(IReadOnlyList<Item> items, int from, int to) =>
        (to < items.Count && items[to].IsAny(Concept.Preposition, Concept.Table, Concept.And))
        || (from > 0 && items[from - 1].IsAny(Concept.Table, Concept.Only, Concept.Except, Concept.And, Concept.Article));

    private static void Add(List<string> found, string table)
    {
        if (!found.Contains(table))
            found.Add(table);
    }
}
