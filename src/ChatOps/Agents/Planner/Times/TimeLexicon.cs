using System.Collections.Frozen;
using System.Globalization;
using ChatOps.Agents.Planner.Language;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOps.Agents.Planner.Times;

/// <summary>Words about time and names of time zones, read from the YAML files in <c>Words</c>.</summary>
internal sealed class TimeLexicon
{
    private const string Folder = ".Planner.Times.Words.";

    private readonly FrozenDictionary<(string Phrase, TimeKind Kind), int> _phrases;
    private readonly FrozenDictionary<string, string> _zones;
    private readonly FrozenSet<string> _known;

    private TimeLexicon(Dictionary<(string Phrase, TimeKind Kind), int> phrases, Dictionary<string, string> zones)
    {
        _phrases = phrases.ToFrozenDictionary();
        _zones = zones.ToFrozenDictionary(StringComparer.Ordinal);
        _known = _phrases.Keys.Select(key => key.Phrase).Concat(_zones.Keys).ToFrozenSet(StringComparer.Ordinal);
        LongestPhrase = _known.Max(phrase => phrase.Count(character => character == ' ') + 1);
    }

    /// <summary>The words that ship with the program.</summary>
    public static TimeLexicon Default { get; } = Load();

    /// <summary>Words in the longest phrase or name.</summary>
    public int LongestPhrase { get; }

    /// <summary>The phrase says something about time, or names a zone.</summary>
    public bool Knows(string phrase) => _known.Contains(phrase);

    /// <param name="phrase">Word keys joined by single spaces.</param>
    public int? Find(string phrase, TimeKind kind) => _phrases.TryGetValue((phrase, kind), out var value) ? value : null;

    /// <summary>The IANA id of a zone, a city or an abbreviation; null when it is none.</summary>
    public string? Zone(string phrase) => _zones.GetValueOrDefault(phrase);

    private static TimeLexicon Load()
    {
        var phrases = new Dictionary<(string, TimeKind), int>();
        var deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        foreach (var resource in Resources().Where(name => !name.EndsWith("zones.yaml", StringComparison.Ordinal)))
        {
            foreach (var (name, values) in deserializer.Deserialize<WordFile>(Read(resource)).Kinds)
            {
                var kind = Enum.Parse<TimeKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                foreach (var (value, texts) in values)
                {
                    foreach (var text in texts)
                        phrases[(Phrase(text), kind)] = int.Parse(value, CultureInfo.InvariantCulture);
                }
            }
        }

        return new TimeLexicon(phrases, LoadZones(deserializer));
    }

    // What people say goes before what the ids say: "west" is no city.
    private static Dictionary<string, string> LoadZones(IDeserializer deserializer)
    {
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, names) in deserializer.Deserialize<Dictionary<string, List<string>>>(Read(Resources().Single(name => name.EndsWith("zones.yaml", StringComparison.Ordinal)))))
        {
            foreach (var name in names)
                zones.TryAdd(Phrase(name), id);
        }

        foreach (var id in TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/')))
        {
            zones.TryAdd(Phrase(id.Replace('/', ' ')), id);
            if (!id.StartsWith("Etc/", StringComparison.Ordinal))
                zones.TryAdd(Phrase(id[(id.LastIndexOf('/') + 1)..]), id);
        }

        return zones;
    }

    private static IEnumerable<string> Resources() =>
        typeof(TimeLexicon).Assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(TimeLexicon).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static string Phrase(string text) => string.Join(' ', Tokenizer.Split(text).Select(token => token.Key));

    /// <summary>One file of words.</summary>
    private sealed class WordFile
    {
        public string Language { get; set; } = "";

        public Dictionary<string, Dictionary<string, List<string>>> Kinds { get; set; } = [];
    }
}
