using ChatOps.Knowledge.Phrases;

namespace ChatOps.Knowledge.Documents;

/// <summary>
/// The words of a question that say what it is about, cut to what their inflected forms share: English, German and
/// Spanish inflect at the end, so the beginning of a word finds all its forms.
/// </summary>
internal sealed class SearchWords
{
    private const int MostWords = 24;

    /// <summary>What is left of a word must still tell it from others.</summary>
    private const int ShortestStem = 4;

    private static readonly string[] Endings = ["ungen", "ciones", "ing", "ies", "ung", "cion", "ion", "ed", "es", "en", "er", "em", "os", "as", "s", "e", "n", "a", "o", "y"];

    private SearchWords(IReadOnlyList<string> beginnings) => Beginnings = beginnings;

    /// <summary>Folded, each once, none empty.</summary>
    public IReadOnlyList<string> Beginnings { get; }

    /// <summary>An FTS5 expression for passages with any of them; each is a string in quotation marks, so nothing in it is an operator.</summary>
    public string Expression => string.Join(" OR ", Beginnings.Select(word => $"\"{word}\"*"));

    public static SearchWords Of(string question, IReadOnlySet<string> light)
    {
        var words = string.Concat(PhraseBook.Fold(question).Select(character => char.IsLetterOrDigit(character) ? character : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !light.Contains(word)).ToArray();
        return new SearchWords([.. (telling.Length > 0 ? telling : words).Select(Stem).Distinct(StringComparer.Ordinal).Take(MostWords)]);
    }

    private static string Stem(string word) =>
        Endings.FirstOrDefault(ending => word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= ShortestStem) is { } ending ? word[..^ending.Length] : word;
}
