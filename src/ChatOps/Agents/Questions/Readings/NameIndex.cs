using System.Collections.Concurrent;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>One way in which an element is called.</summary>
/// <param name="Quality">How surely it is called so, 0 to 1.</param>
internal sealed record NameForm<T>(T Element, IReadOnlyList<NameWord> Words, double Quality);

/// <summary>Finds the names that hold a word, so that a question over thousands of tables looks at few of them.</summary>
internal sealed class NameIndex<T>
{
    private const int MostRemembered = 20_000;

    private readonly WordLikeness _likeness;
    private readonly Dictionary<string, (NameWord Word, List<NameForm<T>> Forms)> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NameForm<T>>> _byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NameForm<T>>> _joined = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<NameForm<T>>> _remembered = new(StringComparer.Ordinal);

    public NameIndex(IEnumerable<NameForm<T>> forms, WordLikeness likeness)
    {
        _likeness = likeness;
        foreach (var form in forms)
        {
            foreach (var word in form.Words)
            {
                Postings(word).Add(form);
                ListOf(_byStem, word.Stem).Add(form);
            }

            if (form.Words.Count < 2)
                continue;
            ListOf(_joined, string.Concat(form.Words.Select(word => word.Stem))).Add(form);
        }
    }

    /// <summary>The names that may match: each has a word like the spoken word that fewest names have.</summary>
    public IEnumerable<NameForm<T>> Candidates(IReadOnlyList<NameWord> spoken)
    {
        var fewest = spoken.Select(Holding).MinBy(forms => forms.Count)!;
        return spoken.Count == 1 && _joined.TryGetValue(spoken[0].Stem, out var joined) ? fewest.Concat(joined) : fewest;
    }

    private static List<NameForm<T>> ListOf(Dictionary<string, List<NameForm<T>>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }

    private List<NameForm<T>> Postings(NameWord word)
    {
        if (!_byWord.TryGetValue(word.Key, out var postings))
            _byWord[word.Key] = postings = (word, []);
        return postings.Forms;
    }

    private IReadOnlyList<NameForm<T>> Holding(NameWord spoken)
    {
        if (spoken.IsJoined)
            return _byStem.TryGetValue(spoken.Stem, out var same) ? same : [];
        if (_remembered.TryGetValue(spoken.Key, out var known))
            return known;
        IReadOnlyList<NameForm<T>> found = [.. _byWord.Values.Where(entry => _likeness.Of(spoken, entry.Word) > 0).SelectMany(entry => entry.Forms).Distinct()];
        // What people ask may be anything; what is remembered of it stays small.
        if (_remembered.Count < MostRemembered)
            _remembered[spoken.Key] = found;
        return found;
    }
}
