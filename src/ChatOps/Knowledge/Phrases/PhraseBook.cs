using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Knowledge.Phrases;

/// <summary>
/// What people say to knowledge itself, from the YAML files beside this code, one a language. A text is such a phrase as
/// a whole or not at all, so that a request about a database is never taken for one.
/// </summary>
public sealed class PhraseBook
{
    /// <summary>What is longer is no phrase.</summary>
    private const int Longest = 2000;

    /// <summary>A program without the system's language data normalises nothing by itself.</summary>
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ’";

    private const string Plain = "aaaaaaceeeeiiiinooooouuuuyy'";

    private const string Marks = " \t\r\n.!?¿¡";

    // Read when somebody says something: a command has nobody to listen to.
    private readonly Lazy<Content> _content;

    private PhraseBook(Func<IEnumerable<PhraseFile>> files) => _content = new Lazy<Content>(() => Read(files()));

    /// <summary>The phrases that ship with the program.</summary>
    public static PhraseBook Default { get; } = Load();

    /// <summary>Words that say nothing about what a text is about, folded.</summary>
    public IReadOnlySet<string> LightWords => _content.Value.LightWords;

    /// <summary>What the text says, or null when it is no such phrase.</summary>
    public Spoken? Read(string text)
    {
        if (text.Length > Longest)
            return null;
        var words = string.Join(' ', text.Trim(Marks.ToCharArray()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + ' ';
        var folded = Fold(words);
        foreach (var (intent, expression) in _content.Value.Phrases)
        {
            if (expression.Match(folded) is { Success: true } match)
                return new Spoken(intent, SlotsOf(match, words));
        }

        return null;
    }

    /// <summary>Lower case without accents, each character for one, so that places in both are the same.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var at = 0; at < text.Length; at++)
            folded[at] = Fold(text[at]);
    });

    private static char Fold(char character)
    {
        var lower = char.ToLowerInvariant(character);
        return lower >= 128 && Accented.IndexOf(lower) is >= 0 and var at ? Plain[at] : lower;
    }

    private static Dictionary<string, string> SlotsOf(Match match, string words) => match.Groups.Values
        .Where(group => group.Success && !char.IsDigit(group.Name[0]))
        .ToDictionary(group => group.Name, group => words.Substring(group.Index, group.Length).Trim().Trim('"', '“', '”', '„', '«', '»', '`'), StringComparer.Ordinal);

    private static KnowledgeIntent IntentOf(string name) =>
        Enum.Parse<KnowledgeIntent>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static Content Read(IEnumerable<PhraseFile> files)
    {
        var phrases = new List<(KnowledgeIntent, Regex)>();
        var light = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var courtesy = string.Join('|', file.Courtesy.Select(PhraseTemplate.ToExpression));
            foreach (var (name, templates) in file.Intents)
            {
                var said = string.Join('|', templates.Select(PhraseTemplate.ToExpression));
                // Every part ends with a blank, so there is one way to take each word and matching stays linear.
                phrases.Add((IntentOf(name), new Regex($"^(?:{courtesy})*(?:{said})(?:{courtesy})*$", RegexOptions.CultureInvariant)));
            }

            light.UnionWith(file.Light);
        }

        // The order of the intents decides where a text could be several.
        return new Content([.. phrases.OrderBy(phrase => phrase.Item1)], light);
    }

    private static PhraseBook Load()
    {
        var assembly = typeof(PhraseBook).Assembly;
        var deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        return new PhraseBook(() => assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Knowledge.Phrases.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return deserializer.Deserialize<PhraseFile>(reader);
            }));
    }

    private sealed record Content(IReadOnlyList<(KnowledgeIntent Intent, Regex Expression)> Phrases, IReadOnlySet<string> LightWords);

    /// <summary>One language.</summary>
    private sealed class PhraseFile
    {
        public string Language { get; set; } = "";

        /// <summary>What may stand before and behind every phrase.</summary>
        public List<string> Courtesy { get; set; } = [];

        public List<string> Light { get; set; } = [];

        public Dictionary<string, List<string>> Intents { get; set; } = [];
    }
}
