using System.Collections.Frozen;
using System.Globalization;
using ChatOps.Agents.Planner.Language;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Agents.Questions.Language;

/// <summary>The grammar's words in one language, read from the YAML file beside this code.</summary>
internal sealed class QuestionLexicon
{
    private readonly FrozenDictionary<string, FrozenSet<Cue>> _cues;
    private readonly FrozenSet<string> _said;
    private readonly FrozenDictionary<string, Degree> _degrees;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _measures;
    private readonly FrozenDictionary<string, decimal> _numbers;
    private readonly FrozenDictionary<string, int> _months;
    private readonly FrozenDictionary<string, int> _ordinals;
    private readonly FrozenDictionary<string, FrozenSet<string>> _synonyms;
    private readonly FrozenDictionary<string, string[]> _abbreviations;
    private readonly FrozenDictionary<string, string[]> _values;
    private readonly FrozenDictionary<string, string> _irregular;
    private readonly IReadOnlyDictionary<string, string> _phrases;
    private readonly IReadOnlyList<string> _people;
    private readonly Stemmer _stemmer;

    private QuestionLexicon(LexiconFile file)
    {
        Language = file.Language;
        _irregular = file.Irregular.ToFrozenDictionary(pair => WordKey.Of(pair.Key), pair => WordKey.Of(pair.Value));
        _stemmer = Stemmer.For(Language);
        _months = file.Months.ToFrozenDictionary(pair => WordKey.Of(pair.Key), pair => pair.Value);
        _ordinals = file.Ordinals.ToFrozenDictionary(pair => WordKey.Of(pair.Key), pair => pair.Value);
        _numbers = file.Numbers.ToFrozenDictionary(pair => WordKey.Of(pair.Key), pair => pair.Value);
        _cues = Cues(file).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());
        _degrees = Degrees(file).ToFrozenDictionary();
        _measures = file.Measures.ToFrozenDictionary(pair => Phrase(pair.Key), pair => (IReadOnlyList<string>)[.. pair.Value.Select(Stem)]);
        _synonyms = Groups(file).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());
        _abbreviations = file.Abbreviations.ToFrozenDictionary(pair => WordKey.Of(pair.Key), pair => Words(pair.Value));
        _values = file.Values.ToFrozenDictionary(pair => Phrase(pair.Key), pair => pair.Value.Select(WordKey.Of).ToArray());
        Prefixes = [.. file.Prefixes.Select(WordKey.Of)];
        Suffixes = [.. file.Suffixes.Select(WordKey.Of)];
        _people = [.. file.People.Select(WordKey.Of)];
        Heads = [.. file.Heads.Select(WordKey.Of)];
        _phrases = file.Phrases;
        _said = _cues.Keys.Concat(_degrees.Keys).Concat(_measures.Keys).SelectMany(phrase => phrase.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
        LongestPhrase = _cues.Keys.Concat(_degrees.Keys).Concat(_measures.Keys).Max(key => key.Count(character => character == ' ') + 1);
    }

    /// <summary>Every language that ships with the program, English first.</summary>
    public static IReadOnlyList<QuestionLexicon> All { get; } = Load();

    /// <summary>Two letters (ISO 639-1).</summary>
    public string Language { get; }

    /// <summary>Words in the longest phrase.</summary>
    public int LongestPhrase { get; }

    /// <summary>Words that names are composed with at their end, longest first.</summary>
    public IReadOnlyList<string> Heads { get; }

    /// <summary>Words of the grammar that compounds begin with.</summary>
    public IReadOnlyList<string> Prefixes { get; }

    /// <summary>Ends of compounds that say nothing of what is meant.</summary>
    public IReadOnlyList<string> Suffixes { get; }

    /// <summary>Word keys joined by single blanks.</summary>
    public IReadOnlySet<Cue>? FindCues(string phrase) => _cues.GetValueOrDefault(phrase);

    /// <summary>The word, whatever it means, means people.</summary>
    public bool IsOfPeople(string key) => _people.Any(end => key.EndsWith(end, StringComparison.Ordinal));

    /// <summary>The word stands in some phrase of the grammar.</summary>
    public bool IsSaid(string key) => _said.Contains(key);

    public Degree? FindDegree(string phrase) => _degrees.GetValueOrDefault(phrase);

    /// <summary>Stems of the words of the columns that a phrase like "how old" asks for.</summary>
    public IReadOnlyList<string>? FindMeasure(string phrase) => _measures.GetValueOrDefault(phrase);

    /// <summary>Keys of the values that an adjective can stand for.</summary>
    public IReadOnlyList<string> ValuesOf(string phrase) => _values.GetValueOrDefault(phrase) ?? [];

    /// <summary>1 to 12; null for another word.</summary>
    public int? MonthOf(string key) => _months.TryGetValue(key, out var month) ? month : null;

    /// <summary>From 2; null for another word.</summary>
    public int? OrdinalOf(string key) => _ordinals.TryGetValue(key, out var place) ? place : null;

    public decimal? NumberOf(string key) => _numbers.TryGetValue(key, out var number) ? number : null;

    /// <summary>A short form written out, as keys; null for a whole word.</summary>
    public IReadOnlyList<string>? Expand(string key) => _abbreviations.GetValueOrDefault(key);

    /// <summary>Stems, or stems joined by blanks, that stand for the same thing.</summary>
    public IReadOnlySet<string> SynonymsOf(string stems) => _synonyms.GetValueOrDefault(stems) ?? FrozenSet<string>.Empty;

    public string Stem(string key)
    {
        var stem = _stemmer.Stem(_irregular.GetValueOrDefault(key, key));
        return _irregular.GetValueOrDefault(stem, stem);
    }

    /// <summary>What is left without the endings that make one kind of word of another: "arrival", "arrived".</summary>
    public string Root(string key) => _stemmer.Root(_irregular.GetValueOrDefault(key, key));

    /// <summary>The question's language: the one that knows most of its words; the first where none knows more.</summary>
    public static QuestionLexicon Of(string question)
    {
        var best = All[0];
        var most = -1;
        foreach (var lexicon in All)
        {
            var known = QuestionTokenizer.Split(question, lexicon).Count(word => word.Kind == WordKind.Word && lexicon._cues.ContainsKey(word.Key));
            if (known > most)
                (best, most) = (lexicon, known);
        }

        return best;
    }

    /// <summary>A sentence for people.</summary>
    /// <param name="values">Set into its places in order.</param>
    public string Say(string phrase, params string[] values) => string.Format(CultureInfo.InvariantCulture, _phrases[phrase], [.. values]);

    private static Dictionary<string, HashSet<Cue>> Cues(LexiconFile file)
    {
        var cues = new Dictionary<string, HashSet<Cue>>(StringComparer.Ordinal);
        foreach (var (name, texts) in file.Cues)
        {
            var cue = Enum.Parse<Cue>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            foreach (var phrase in texts.SelectMany(text => Inflected(text, file)))
            {
                if (!cues.TryGetValue(phrase, out var known))
                    cues[phrase] = known = [];
                known.Add(cue);
            }
        }

        return cues;
    }

    private Dictionary<string, Degree> Degrees(LexiconFile file)
    {
        var degrees = new Dictionary<string, Degree>(StringComparer.Ordinal);
        foreach (var entry in file.Degrees)
        {
            var (of, against) = (entry.Of.Select(Stem).ToList(), entry.Against.Select(Stem).ToList());
            foreach (var word in entry.Superlative.SelectMany(text => Inflected(text, file)))
                degrees[word] = new Degree(entry.High, true, entry.General || of.Count == 0, of, against);
            foreach (var word in entry.Comparative.SelectMany(text => Inflected(text, file)))
                degrees[word] = new Degree(entry.High, false, entry.General || of.Count == 0, of, against);
        }

        return degrees;
    }

    private Dictionary<string, HashSet<string>> Groups(LexiconFile file)
    {
        var groups = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var group in file.Synonyms)
        {
            var stems = group.Select(text => string.Join(' ', Words(text).Select(Stem))).ToList();
            foreach (var stem in stems)
            {
                if (!groups.TryGetValue(stem, out var others))
                    groups[stem] = others = [];
                others.UnionWith(stems.Where(other => other != stem));
            }
        }

        return groups;
    }

    private static string[] Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WordKey.Of)];

    private static IEnumerable<string> Inflected(string text, LexiconFile file) =>
        text.Contains('~', StringComparison.Ordinal) ? file.Endings.Select(ending => Phrase(text.Replace("~", ending, StringComparison.Ordinal))) : [Phrase(text)];

    private static string Phrase(string text) => string.Join(' ', Words(text));

    private static IReadOnlyList<QuestionLexicon> Load()
    {
        var assembly = typeof(QuestionLexicon).Assembly;
        var deserializer = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        var lexicons = new List<QuestionLexicon>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Questions.Lexicon.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            lexicons.Add(new QuestionLexicon(deserializer.Deserialize<LexiconFile>(reader)));
        }

        return [.. lexicons.OrderBy(lexicon => lexicon.Language != "en").ThenBy(lexicon => lexicon.Language, StringComparer.Ordinal)];
    }
}
