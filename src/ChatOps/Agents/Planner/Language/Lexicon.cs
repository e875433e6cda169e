using System.Collections.Frozen;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Agents.Planner.Language;

/// <summary>What words and phrases stand for, read from the YAML files beside this code.</summary>
internal sealed class Lexicon
{
    private readonly FrozenDictionary<string, FrozenSet<Concept>> _phrases;
    private readonly FrozenSet<string> _ordinary;
    private readonly IReadOnlyList<string> _misspellable;
    private readonly FrozenDictionary<string, string[]> _pairs;

    // "dorp": two swapped letters make an order of change recognisable, however short it is.
    private readonly IReadOnlyList<string> _shortOrders;

    private Lexicon(Dictionary<string, HashSet<Concept>> phrases, IEnumerable<string> ordinary)
    {
        _phrases = phrases.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToFrozenSet(), StringComparer.Ordinal);
        _ordinary = ordinary.Select(WordKey.Of).ToFrozenSet(StringComparer.Ordinal);
        _misspellable = [.. _phrases.Where(entry => !entry.Key.Contains(' ') && entry.Key.Length >= 4 && MayBeMisspelt(entry.Key, entry.Value)).Select(entry => entry.Key)];
        _shortOrders = [.. _phrases.Where(entry => entry.Key.Length == 4 && entry.Value.Contains(Concept.Destroy)).Select(entry => entry.Key)];
        _pairs = _phrases.Where(entry => entry.Value.Any(MayBeMisspelt)).Select(entry => entry.Key.Split(' ')).Where(words => words.Length == 2)
            .GroupBy(words => words[0], words => words[1], StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        LongestPhrase = _phrases.Keys.Max(key => key.Count(character => character == ' ') + 1);
    }

    /// <summary>The lexicon that ships with the program.</summary>
    public static Lexicon Default { get; } = Load();

    /// <summary>Words in the longest phrase.</summary>
    public int LongestPhrase { get; }

    /// <summary>What a phrase stands for: word keys joined by single spaces; null when it is unknown.</summary>
    public IReadOnlySet<Concept>? Find(string phrase) =>
        _phrases.TryGetValue(phrase, out var concepts) ? concepts : phrase.Contains(' ') ? null : FindInflected(phrase) ?? FindWithPronoun(phrase);

    /// <summary>It is a word of everyday language, whatever else is called so.</summary>
    public bool IsOrdinary(string word) => _ordinary.Contains(word);

    /// <summary>The one known word that this word is a misspelling of, or null when it is none or several come as near.</summary>
    public string? Correct(string word)
    {
        if (word.Length == 4 && !_ordinary.Contains(word) && _shortOrders.FirstOrDefault(order => EditDistance.IsSwap(word, order)) is { } order)
            return order;
        if (word.Length < 4 || _ordinary.Contains(word) || word.Any(char.IsDigit))
            return null;
        var best = int.MaxValue;
        string? found = null;
        foreach (var candidate in _misspellable)
        {
            var distance = Misspelling.Distance(word, candidate);
            if (distance is null || distance > best)
                continue;
            var rival = distance == best && found is not null && !_phrases[found].Overlaps(_phrases[candidate]);
            found = rival ? null : candidate;
            best = distance.Value;
        }

        return found;
    }

    /// <summary>The one phrase of two words whose second word is misspelt; null when there is none, or the second word is one.</summary>
    public string? CorrectPair(string first, string second)
    {
        if (second.Length < 4 || !_pairs.TryGetValue(first, out var seconds) || _ordinary.Contains(second) || Find(second) is not null || Find(first) is not null)
            return null;
        var near = seconds.Where(meant => Misspelling.Distance(second, meant) is not null).ToArray();
        return near is [var only] ? $"{first} {only}" : null;
    }

    // Regular English endings only; a base of three letters or fewer would make "doing" of "do" and "thing" of "th".
    private FrozenSet<Concept>? FindInflected(string word)
    {
        if (_ordinary.Contains(word))
            return null;
        foreach (var ending in (string[])["s", "es", "d", "ed", "ing"])
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < 4)
                continue;
            var stem = word[..^ending.Length];
            if (_phrases.TryGetValue(stem, out var concepts) || (ending == "ing" && _phrases.TryGetValue(stem + "e", out concepts)))
                return concepts.Any(MayBeInflected) ? concepts : null;
        }

        return null;
    }

    // Spanish writes "it" onto the verb: exporta, expórtala.
    private FrozenSet<Concept>? FindWithPronoun(string word)
    {
        foreach (var ending in (string[])["la", "lo", "las", "los"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length > 4 && !_ordinary.Contains(word)
                && _phrases.TryGetValue(word[..^ending.Length], out var concepts)
                && concepts.Any(concept => concept is Concept.Validate or Concept.Check or Concept.Profile or Concept.Export or Concept.Migrate or Concept.RunVerb or Concept.Pause or Concept.Resume))
            {
                return concepts.Append(Concept.Pronoun).ToFrozenSet();
            }
        }

        return null;
    }

    private static bool MayBeInflected(Concept concept) =>
        concept is not (Concept.Approve or Concept.Reject or Concept.Greeting or Concept.Preposition or Concept.Article);

    // A decision is never read out of a misspelling; a short word of change ("alter") is too near to harmless ones.
    private static bool MayBeMisspelt(string word, FrozenSet<Concept> concepts) =>
        concepts.Any(MayBeMisspelt) && (word.Length >= 6 || !concepts.Contains(Concept.Destroy));

    private static bool MayBeMisspelt(Concept concept) =>
        concept is Concept.Validate or Concept.Check or Concept.ValidateTopic or Concept.Profile or Concept.ProfileTopic or Concept.AnomalyTopic
            or Concept.Export or Concept.Database or Concept.Except or Concept.Cancel or Concept.Status or Concept.Help or Concept.Connections
            or Concept.Retry or Concept.Explain or Concept.Secret or Concept.Destroy or Concept.Migrate or Concept.Runs or Concept.Fix
            or Concept.Bypass or Concept.Override or Concept.Rule or Concept.Schedule or Concept.Compare or Concept.Backup or Concept.Rollback or Concept.Pause or Concept.Resume
            or Concept.Approval or Concept.Personal;

    private static Lexicon Load()
    {
        var phrases = new Dictionary<string, HashSet<Concept>>(StringComparer.Ordinal);
        var ordinary = new List<string>();
        var assembly = typeof(Lexicon).Assembly;
        var deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Planner.Lexicon.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var file = deserializer.Deserialize<LexiconFile>(reader);
            ordinary.AddRange(file.Words);
            foreach (var (name, texts) in file.Concepts)
            {
                var concept = Enum.Parse<Concept>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                foreach (var text in texts)
                    KnownAs(phrases, Phrase(text)).Add(concept);
            }
        }

        return new Lexicon(phrases, ordinary);
    }

    private static string Phrase(string text) => string.Join(' ', Tokenizer.Split(text).Select(token => token.Key));

    private static HashSet<Concept> KnownAs(Dictionary<string, HashSet<Concept>> phrases, string phrase)
    {
        if (!phrases.TryGetValue(phrase, out var concepts))
            phrases[phrase] = concepts = [];
        return concepts;
    }

    /// <summary>One lexicon file.</summary>
    private sealed class LexiconFile
    {
        public string Language { get; set; } = "";

        public Dictionary<string, List<string>> Concepts { get; set; } = [];

        public List<string> Words { get; set; } = [];
    }
}
