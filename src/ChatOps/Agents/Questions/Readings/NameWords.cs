using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>A word of a name, or of a question where names are looked for.</summary>
internal sealed record NameWord(string Key, string Stem, string Root)
{
    /// <summary>It was several words, and fits only a name that is written the same.</summary>
    public bool IsJoined { get; init; }
}

/// <summary>Makes words comparable: short forms written out, compounds taken apart.</summary>
internal sealed class NameWords(QuestionLexicon lexicon)
{
    /// <summary>Stems of "name" and "title" in every language.</summary>
    public IReadOnlyList<string> NameStems { get; } = [.. new[] { "name", "title", "nombre", "titel", "titulo", "bezeichnung", "label" }.Select(lexicon.Stem)];

    /// <summary>Stems of words for dates in every language.</summary>
    public IReadOnlyList<string> DateStems { get; } = [.. new[] { "date", "datum", "fecha", "day", "time", "zeit", "year", "jahr", "ano" }.Select(lexicon.Stem)];

    /// <summary>Stems of words for places in every language.</summary>
    public IReadOnlyList<string> PlaceStems { get; } = [.. new[] { "location", "place", "address", "city", "state", "country", "ort", "adresse", "stadt", "land", "lugar", "ciudad", "pais" }.Select(lexicon.Stem)];

    public IReadOnlyList<string> FirstStems { get; } = [.. new[] { "first", "given", "fore", "vor" }.Select(lexicon.Stem)];

    public IReadOnlyList<string> LastStems { get; } = [.. new[] { "last", "family", "sur", "nach", "familien" }.Select(lexicon.Stem)];

    /// <summary>Stems of what only people have.</summary>
    public IReadOnlyList<string> PersonStems { get; } = [.. new[] { "birth", "sex", "gender", "geburt", "geschlecht", "nacimiento", "sexo" }.Select(lexicon.Stem)];

    /// <summary>Stems of "year" in every language.</summary>
    public IReadOnlyList<string> YearStems { get; } = [.. new[] { "year", "jahr", "ano" }.Select(lexicon.Stem)];

    public IReadOnlyList<NameWord> Of(IReadOnlyList<string> keys) => [.. keys.SelectMany(Parts).Select(Word)];

    public IReadOnlyList<NameWord> Of(IReadOnlyList<QuestionWord> words) => Of([.. words.Select(word => word.Key)]);

    /// <summary>What stands for a whole phrase: "country of origin" for country.</summary>
    public IEnumerable<IReadOnlyList<NameWord>> Synonyms(IReadOnlyList<QuestionWord> words)
    {
        var stems = string.Join(' ', words.Select(word => word.Stem));
        return lexicon.SynonymsOf(stems).Select(other => (IReadOnlyList<NameWord>)[.. other.Split(' ').Select(Word)]);
    }

    public IReadOnlyList<string> MeasuredBy(string text) => lexicon.FindMeasure(ChatOps.Agents.Planner.Language.WordKey.Of(text)) ?? [];

    public bool IsSuperlative(string key) => lexicon.FindDegree(key) is { IsSuperlative: true };

    public bool IsVerb(string text) => lexicon.FindCues(ChatOps.Agents.Planner.Language.WordKey.Of(text)) is { } cues && cues.Contains(Cue.Glue);

    public IEnumerable<QuestionWord> Spoken(string text) => QuestionTokenizer.Split(text, lexicon);

    // German writes its nouns with a capital; English verbs in a clause end like this.
    public bool IsMinor(string text) => lexicon.Language == "de"
        ? text.Length > 0 && char.IsLower(text[0])
        : text.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || text.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || text.EndsWith("ly", StringComparison.OrdinalIgnoreCase);

    /// <summary>The words written as one.</summary>
    public NameWord Joined(IReadOnlyList<QuestionWord> words) => Word(string.Concat(words.Select(word => word.Key))) with { IsJoined = true };

    public NameWord Joined(IReadOnlyList<NameWord> words) => Word(string.Concat(words.Select(word => word.Key))) with { IsJoined = true };

    private NameWord Word(string key) => new(key, lexicon.Stem(key), lexicon.Root(key));

    private IEnumerable<string> Parts(string key)
    {
        if (lexicon.Expand(key) is { } whole)
            return whole;
        foreach (var head in lexicon.Heads)
        {
            // At least three letters before it, or "solid" would be an id.
            if (key.Length - head.Length >= 3 && key.EndsWith(head, StringComparison.Ordinal))
                return [.. lexicon.Expand(key[..^head.Length]) ?? [key[..^head.Length]], head];
        }

        return [key];
    }
}
