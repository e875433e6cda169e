using System.Collections.Immutable;

namespace ChatOps.Agents.Planner.Language;

/// <summary>Turns tokens into items: at each place the longest exact connection name or lexicon phrase wins.</summary>
internal sealed class Tagger(Lexicon lexicon, IReadOnlyList<CatalogConnection> connections, IReadOnlyList<CatalogJob>? jobs = null)
{
    private const int LongestName = 8;

    private static readonly string[] Particles = ["ab", "an", "auf", "aus", "ein", "um", "vor", "fort", "zuruck", "neu", "durch", "herunter", "zusammen", "uberein", "weg", "up", "on", "off", "out", "fuera"];

    private readonly ILookup<string, CatalogConnection> _byKey = connections
        .SelectMany(connection => connection.Aliases.Prepend(connection.Name).Select(name => (Key: WordKey.Of(name), connection)))
        .Where(pair => pair.Key.Length > 0)
        .Distinct()
        .ToLookup(pair => pair.Key, pair => pair.connection, StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, CatalogJob> _jobs = (jobs ?? []).DistinctBy(job => WordKey.Of(job.Name)).ToDictionary(job => WordKey.Of(job.Name), StringComparer.Ordinal);

    public IReadOnlyList<Item> Tag(string text)
    {
        var tokens = Tokenizer.Split(text);
        var items = new List<Item>();
        for (var at = 0; at < tokens.Count;)
        {
            var item = tokens[at].Kind == TokenKind.Word ? Longest(text, tokens, at) : Single(text, tokens, at);
            items.Add(item);
            at = item.Tokens.To;
        }

        Rejoin(items);
        return items;
    }

    private Item Longest(string text, IReadOnlyList<Token> tokens, int at)
    {
        if (JobAt(text, tokens, at) is { } job)
            return job;
        var name = NameAt(text, tokens, at);
        var phrase = PhraseAt(text, tokens, at);
        if (Identifier(text, tokens, at) is { } identifier && (name is null || name.Tokens.To < identifier.Tokens.To) && (phrase is null || phrase.Tokens.To < identifier.Tokens.To || !phrase.IsAny(Concept.RowCounts, Concept.DryRun, Concept.ForeignKeys, Concept.ExportTopic)))
            return identifier;
        if (name is null && phrase is null)
            return Misspelt(Single(text, tokens, at));
        if (name is null)
            return phrase!;
        if (phrase is null || name.Tokens.To > phrase.Tokens.To)
            return name;
        return phrase.Tokens.To > name.Tokens.To && !name.Quoted ? phrase : name with { Concepts = phrase.Concepts };
    }

    private Item? JobAt(string text, IReadOnlyList<Token> tokens, int at)
    {
        var key = "";
        for (var to = at + 1; _jobs.Count > 0 && to <= Math.Min(tokens.Count, at + LongestName) && tokens[to - 1].Kind == TokenKind.Word; to++)
        {
            key += tokens[to - 1].Key;
            if (_jobs.TryGetValue(key, out var job))
                return Make(text, tokens, at, to) with { Job = job };
        }

        return null;
    }

    private Item? NameAt(string text, IReadOnlyList<Token> tokens, int at)
    {
        var key = "";
        Item? found = null;
        for (var to = at + 1; to <= Math.Min(tokens.Count, at + LongestName) && tokens[to - 1].Kind == TokenKind.Word; to++)
        {
            key += tokens[to - 1].Key;
            var named = _byKey[key].ToImmutableArray();
            if (named.Length == 0 && to == at + 1)
                named = Compound(key);
            if (named.Length == 0)
                continue;
            var item = Make(text, tokens, at, to);
            // Names that compare alike (Müller and Muller) are told apart by how they are written.
            var written = named.Where(connection => connection.Aliases.Prepend(connection.Name).Contains(item.Text, StringComparer.OrdinalIgnoreCase)).ToImmutableArray();
            found = item with { Key = key, Named = written.Length > 0 ? written : named };
        }

        return found;
    }

    // "password_resets" is one name, whatever its parts say.
    private static Item? Identifier(string text, IReadOnlyList<Token> tokens, int at)
    {
        var to = at + 1;
        while (to < tokens.Count && tokens[to].Kind == TokenKind.Word && tokens[to].Start - tokens[to - 1].End == 1 && text[tokens[to - 1].End] == '_')
            to++;
        return to > at + 1 ? Make(text, tokens, at, to) : null;
    }

    // German parts its verbs: "setze CRM-NIGHTLY aus" is "aussetzen".
    private void Rejoin(List<Item> items)
    {
        for (var at = 0; at < items.Count; at++)
        {
            for (var end = at + 2; end < items.Count && (items[end].Kind != TokenKind.Punctuation || IsOrdinal(items, end)); end++)
            {
                if (Particles.Contains(items[end].Key) && items[at].Named.Count == 0 && items[end].Named.Count == 0 && lexicon.Find($"{items[at].Key} {items[end].Key}") is { } concepts)
                {
                    items[at] = items[at] with { Concepts = concepts, ReadAs = null };
                    items[end] = items[end] with { Concepts = lexicon.Find("bitte")! };
                    break;
                }
            }
        }
    }

    // "am 1. April": the point ends no sentence.
    private static bool IsOrdinal(List<Item> items, int at) => items[at].IsMark('.') && items[at - 1].Key.All(char.IsDigit);

    // German writes "the sales database" in one word.
    private ImmutableArray<CatalogConnection> Compound(string key)
    {
        const string Database = "datenbank";
        if (!key.EndsWith(Database, StringComparison.Ordinal) || key.Length == Database.Length)
            return [];
        var name = key[..^Database.Length];
        return [.. _byKey[name].Concat(name.EndsWith('s') ? _byKey[name[..^1]] : []).Take(1)];
    }

    private Item? PhraseAt(string text, IReadOnlyList<Token> tokens, int at)
    {
        var last = Math.Min(tokens.Count, at + lexicon.LongestPhrase);
        for (var to = last; to > at; to--)
        {
            if (lexicon.Find(string.Join(' ', tokens.Skip(at).Take(to - at).Select(token => token.Key))) is { } concepts)
                return Make(text, tokens, at, to) with { Concepts = concepts };
        }

        // "roll bakc": the second word of a phrase has a slip that makes it no word at all.
        return at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && lexicon.CorrectPair(tokens[at].Key, tokens[at + 1].Key) is { } meant
            ? Make(text, tokens, at, at + 2) with { Concepts = lexicon.Find(meant)!, ReadAs = meant }
            : null;
    }

    private Item Misspelt(Item item)
    {
        var meant = item.Quoted ? null : lexicon.Correct(item.Key);
        return meant is null ? item : item with { ReadAs = meant, Concepts = lexicon.Find(meant)! };
    }

    private static Item Single(string text, IReadOnlyList<Token> tokens, int at) => Make(text, tokens, at, at + 1);

    private static Item Make(string text, IReadOnlyList<Token> tokens, int from, int to) => new()
    {
        Text = text[tokens[from].Start..tokens[to - 1].End],
        Key = string.Concat(tokens.Skip(from).Take(to - from).Select(token => token.Key)),
        Kind = tokens[from].Kind,
        Quoted = tokens[from].Quoted,
        Start = tokens[from].Start,
        End = tokens[to - 1].End,
        Tokens = (from, to),
    };
}
