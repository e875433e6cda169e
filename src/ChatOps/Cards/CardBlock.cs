using System.Text.Json.Serialization;

namespace ChatOps.Cards;

/// <summary>One part of a card's body.</summary>
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Steps), "steps")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Bars), "bars")]
[JsonDerivedType(typeof(Details), "details")]
public abstract record CardBlock
{
    private CardBlock()
    {
    }

    /// <summary>A paragraph.</summary>
    public sealed record Text(string Content, Tone Tone = Tone.Neutral, bool Subtle = false, bool Strong = false, bool Monospace = false) : CardBlock;

    /// <summary>Labels and values, one pair a line.</summary>
    public sealed record Facts(IReadOnlyList<Fact> Items) : CardBlock;

    /// <summary>The steps of a plan or a run, in order.</summary>
    public sealed record Steps(IReadOnlyList<CardStep> Items) : CardBlock;

    /// <summary>Columns of text under a header row.</summary>
    public sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : CardBlock;

    /// <summary>Horizontal bars to one scale, largest first.</summary>
    public sealed record Bars(string Caption, IReadOnlyList<Bar> Items) : CardBlock;

    /// <summary>Something to open on demand: evidence, SQL.</summary>
    public sealed record Details(string Title, IReadOnlyList<CardBlock> Blocks) : CardBlock;
}

/// <summary>A label and its value.</summary>
/// <param name="Source">The query that produced a figure, or where it comes from in words; null for a plain word.</param>
public sealed record Fact(string Label, string Value, string? Source = null);

/// <summary>One step as people see it.</summary>
/// <param name="Status">A short word such as "waiting", "running", "done".</param>
/// <param name="Detail">Progress, result or reason, or null.</param>
public sealed record CardStep(string Title, string Owner, string Risk, string Status, Tone Tone, string? Detail = null);

/// <summary>One bar.</summary>
public sealed record Bar(string Label, double Value, Tone Tone = Tone.Neutral);
