using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>How well one word of a question fits one word of a name, 0 to 1. Remembers what it was asked.</summary>
internal sealed class WordLikeness
{
    private const double Synonym = 0.88;
    private const double SameRoot = 0.8;
    private const double EndOfCompound = 0.72;
    private const double Misspelt = 0.7;
    private const double Shortened = 0.66;

    private readonly QuestionLexicon _lexicon;
    private readonly HashSet<string> _known;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string), double> _remembered = new();

    /// <param name="known">The words of all names: one of them is never a misspelling of another.</param>
    public WordLikeness(QuestionLexicon lexicon, IEnumerable<NameWord> known)
    {
        _lexicon = lexicon;
        _known = [.. known.Select(word => word.Stem)];
    }

    /// <summary>The stem, or one that stands for the same, is in some name.</summary>
    public bool IsOfName(string stem) => _known.Contains(stem) || _lexicon.SynonymsOf(stem).Any(_known.Contains);

    public double Of(NameWord spoken, NameWord named)
    {
        if (spoken.Stem == named.Stem)
            return 1;
        if (spoken.IsJoined)
            return 0;
        if (_remembered.TryGetValue((spoken.Key, named.Key), out var known))
            return known;
        var likeness = Compare(spoken, named);
        // What people ask may be anything; what is remembered of it stays small.
        if (_remembered.Count < 200_000)
            _remembered[(spoken.Key, named.Key)] = likeness;
        return likeness;
    }

    private double Compare(NameWord spoken, NameWord named)
    {
        if (_lexicon.SynonymsOf(spoken.Stem).Contains(named.Stem))
            return Synonym;
        if (spoken.Root.Length >= 3 && spoken.Root == named.Root)
            return SameRoot;
        if (_known.Contains(spoken.Stem) || _lexicon.FindCues(spoken.Key) is not null)
            return 0;
        var (shorter, longer) = spoken.Stem.Length < named.Stem.Length ? (spoken.Stem, named.Stem) : (named.Stem, spoken.Stem);
        if (_lexicon.Language == "de" && shorter.Length >= 4 && longer.EndsWith(shorter, StringComparison.Ordinal))
            return EndOfCompound;
        if (named.Key.Length is 3 or 4 && spoken.Key.Length >= named.Key.Length + 3 && spoken.Key.StartsWith(named.Key, StringComparison.Ordinal))
            return Shortened;
        return spoken.Key.Length >= 5 && Misspelling.Distance(spoken.Key, named.Key) is not null ? Misspelt : 0;
    }
}
