using System.Collections.Frozen;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Agents.Explaining;

/// <summary>Which of the languages that the lexicon knows a text is in, by the words that only one of them has.</summary>
internal static class SpokenLanguage
{
    /// <summary>Where nothing speaks for another one.</summary>
    public const string Default = "en";

    private const string Folder = ".Agents.Planner.Lexicon.";

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string> { ["en"] = "English", ["de"] = "German", ["es"] = "Spanish" }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FrozenSet<string>> Words = Names.Keys.ToFrozenDictionary(language => language, Load);

    /// <summary>The codes there are: <c>en</c>, <c>de</c>, <c>es</c>.</summary>
    public static IReadOnlyCollection<string> Codes => Names.Keys;

    /// <summary>The language in English; another code than ours stays as it is.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);

    /// <summary>A code of <see cref="Codes"/>.</summary>
    /// <param name="text">What somebody wrote last.</param>
    /// <param name="before">What they wrote before, for a text that says nothing of its language; or null.</param>
    public static string Of(string text, string? before) => Find(text) ?? Find(before ?? "") ?? Default;

    private static string? Find(string text)
    {
        var words = text.ToLowerInvariant().Split([.. " \t\r\n.,;:!?¿¡()\"'"], StringSplitOptions.RemoveEmptyEntries);
        var scores = Names.Keys.Select(language => (language, Own: words.Count(word => IsOnly(word, language)))).OrderByDescending(score => score.Own).ToList();
        return scores[0].Own > scores[1].Own ? scores[0].language : null;
    }

    private static bool IsOnly(string word, string language) => Words.All(other => other.Value.Contains(word) == (other.Key == language));

    /// <summary>Every word of the language's files, those of phrases one by one.</summary>
    private static FrozenSet<string> Load(string language)
    {
        var assembly = typeof(SpokenLanguage).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.Contains($"{Folder}{language}.", StringComparison.Ordinal))
            .SelectMany(name =>
            {
                var stream = new YamlStream();
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                stream.Load(reader);
                return stream.Documents[0].AllNodes.OfType<YamlSequenceNode>().SelectMany(list => list.Children.OfType<YamlScalarNode>()).ToList();
            })
            .SelectMany(node => (node.Value ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
