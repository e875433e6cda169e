using System.Collections.Frozen;
using System.Text;
using ChatOps.Agents.Planner.Language;
using YamlDotNet.Serialization;

namespace ChatOps.Agents.Planner.Wording;

/// <summary>Says a question about data in other words: nouns by the names that the schema has, and all of it in English.</summary>
internal static class QuestionWording
{
    private const int LongestPhrase = 4;
    private const string Folder = ".Planner.Wording.Words.";

    private static readonly FrozenDictionary<string, string> Nouns = Load("nouns.yaml");
    private static readonly FrozenDictionary<string, string>[] Languages = [Load("de.yaml"), Load("es.yaml")];

    /// <summary>The question in other words, the nearest to it first; none where it has no word of another language.</summary>
    /// <param name="names">Tables of the database, and its columns where they are known.</param>
    public static IEnumerable<string> Of(string question, IReadOnlyCollection<string> names)
    {
        var known = names.DistinctBy(Plain).ToDictionary(Plain, name => name, StringComparer.Ordinal);
        var said = new List<string> { question, Say(question, FrozenDictionary<string, string>.Empty, known) };
        said.AddRange(Languages.Select(words => Say(question, words, known)));
        return said.Skip(1).Where(other => other != question).Distinct(StringComparer.Ordinal);
    }

    private static string Say(string question, FrozenDictionary<string, string> words, Dictionary<string, string> known)
    {
        var tokens = Tokenizer.Split(question);
        var said = new List<string>();
        var noun = -1;
        for (var at = 0; at < tokens.Count;)
        {
            var (text, end, isNoun) = Next(question, tokens, at, words, known);
            if (text.StartsWith('~') && noun >= 0)
            {
                said.Insert(noun++, text[1..]);
            }
            else
            {
                noun = isNoun ? said.Count : noun;
                said.Add(text.TrimStart('~'));
            }

            at = end;
        }

        return string.Join(' ', said);
    }

    private static (string Text, int End, bool IsNoun) Next(string question, IReadOnlyList<Token> tokens, int at, FrozenDictionary<string, string> words, Dictionary<string, string> known)
    {
        for (var length = Math.Min(LongestPhrase, tokens.Count - at); length > 0; length--)
        {
            var phrase = string.Join(' ', tokens.Skip(at).Take(length).Select(token => token.Key));
            if (tokens.Skip(at).Take(length).Any(token => token.Kind != TokenKind.Word || token.Quoted))
                continue;
            if (Nouns.TryGetValue(phrase, out var noun))
                return (known.GetValueOrDefault(noun, words.Count > 0 ? noun : question[tokens[at].Start..tokens[at + length - 1].End]), at + length, true);
            if (words.TryGetValue(phrase, out var english))
                return (english, at + length, false);
        }

        return (question[tokens[at].Start..tokens[at].End], at + 1, false);
    }

    // "Order Details" is told from "Orders"; "Customers" and "customer" are one noun.
    private static string Plain(string name) => WordKey.Singular(WordKey.Of(name));

    private static FrozenDictionary<string, string> Load(string file)
    {
        var assembly = typeof(QuestionWording).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(Folder + file, StringComparison.Ordinal)))!, Encoding.UTF8);
        var words = new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<string, List<string>>>(reader);
        return words.SelectMany(entry => entry.Value.Select(phrase => (Phrase: string.Join(' ', Tokenizer.Split(phrase).Select(token => token.Key)), entry.Key)))
            .DistinctBy(pair => pair.Phrase)
            .ToFrozenDictionary(pair => pair.Phrase, pair => pair.Key, StringComparer.Ordinal);
    }
}
