namespace ChatOps.Agents.Questions.Language;

/// <summary>One lexicon file as it is written.</summary>
internal sealed class LexiconFile
{
    public string Language { get; set; } = "";

    /// <summary>What stands for a ~ in a phrase, one after the other.</summary>
    public List<string> Endings { get; set; } = [""];

    /// <summary>Phrases by cue.</summary>
    public Dictionary<string, List<string>> Cues { get; set; } = [];

    public List<DegreeEntry> Degrees { get; set; } = [];

    /// <summary>Words of columns by the phrase that asks for a measure: "how old".</summary>
    public Dictionary<string, List<string>> Measures { get; set; } = [];

    public Dictionary<string, decimal> Numbers { get; set; } = [];

    /// <summary>Places in an order, from 2, that stand before an adjective: "second largest".</summary>
    public Dictionary<string, int> Ordinals { get; set; } = [];

    /// <summary>Names of months, from 1.</summary>
    public Dictionary<string, int> Months { get; set; } = [];

    /// <summary>Groups of words that stand for each other.</summary>
    public List<List<string>> Synonyms { get; set; } = [];

    /// <summary>Short forms in names of tables and columns, written out.</summary>
    public Dictionary<string, string> Abbreviations { get; set; } = [];

    /// <summary>Values by the adjective that asks for them: "french".</summary>
    public Dictionary<string, List<string>> Values { get; set; } = [];

    /// <summary>Words that names are composed with at their end: "name" in "songname".</summary>
    public List<string> Heads { get; set; } = [];

    /// <summary>Words of the grammar that stand at the beginning of compounds: "Durchschnittsalter".</summary>
    public List<string> Prefixes { get; set; } = [];

    /// <summary>Ends of compounds that only say that rows are meant: "Kundentabelle".</summary>
    public List<string> Suffixes { get; set; } = [];

    /// <summary>Ends of nouns that mean people: "Fachleute".</summary>
    public List<string> People { get; set; } = [];

    /// <summary>Base forms of words whose endings do not tell.</summary>
    public Dictionary<string, string> Irregular { get; set; } = [];

    /// <summary>Sentences for people, by what they say.</summary>
    public Dictionary<string, string> Phrases { get; set; } = [];

    /// <summary>Adjectives of one meaning in both degrees.</summary>
    internal sealed class DegreeEntry
    {
        public List<string> Superlative { get; set; } = [];

        public List<string> Comparative { get; set; } = [];

        public bool High { get; set; }

        public bool General { get; set; }

        public List<string> Of { get; set; } = [];

        public List<string> Against { get; set; } = [];
    }
}
