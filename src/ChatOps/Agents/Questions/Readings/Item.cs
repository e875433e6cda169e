using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings;

/// <summary>A stretch of a question with one of the things that it can stand for.</summary>
/// <param name="From">Its first word.</param>
/// <param name="To">Behind its last word.</param>
/// <param name="Kind">Which of the properties below holds its meaning.</param>
/// <param name="Text">As written.</param>
internal sealed record Item(int From, int To, ItemKind Kind, string Text)
{
    private static readonly HashSet<Cue> NoCues = [];

    /// <summary>How well the words fit, 0 to 1.</summary>
    public double Quality { get; init; } = 1;

    /// <summary>What decides between this and other ways to read the words.</summary>
    public double Weight { get; init; }

    public IReadOnlySet<Cue> Cues { get; init; } = NoCues;

    public Degree? Degree { get; init; }

    /// <summary>Stems of the words of the columns that "how old" asks for.</summary>
    public IReadOnlyList<string> Measure { get; init; } = [];

    /// <summary>Best first.</summary>
    public IReadOnlyList<TableMatch> Tables { get; init; } = [];

    /// <summary>Best first.</summary>
    public IReadOnlyList<ColumnMatch> Columns { get; init; } = [];

    public IReadOnlyList<HeldValue> Values { get; init; } = [];

    public decimal? Number { get; init; }

    public Period? Period { get; init; }

    public int Length => To - From;

    public bool Is(Cue cue) => Cues.Contains(cue);

    public bool IsAny(params ReadOnlySpan<Cue> cues)
    {
        foreach (var cue in cues)
        {
            if (Cues.Contains(cue))
                return true;
        }

        return false;
    }

    /// <summary>It holds the sentence together and says nothing by itself.</summary>
    public bool IsFiller => Kind == ItemKind.Cue && IsAny(Cue.Filler, Cue.Ask) && !IsAny(Cue.Sum, Cue.Each, Cue.OrderBy, Cue.Count, Cue.Frequent);

    public bool IsVerb => Kind == ItemKind.Cue && IsAny(Cue.Verb, Cue.Glue);
}

/// <summary>What kind of meaning an item has.</summary>
internal enum ItemKind
{
    /// <summary>A word of the grammar.</summary>
    Cue,

    /// <summary>"oldest", "larger".</summary>
    Degree,

    /// <summary>"how old".</summary>
    Measure,

    Table,

    Column,

    /// <summary>A text that some column holds.</summary>
    Value,

    Number,

    /// <summary>A span of time.</summary>
    Period,

    /// <summary>A text in quotation marks that no column is known to hold.</summary>
    Quoted,

    Stop,

    Comma,

    Possessive,

    /// <summary>Nothing is known about it.</summary>
    Unknown,
}
