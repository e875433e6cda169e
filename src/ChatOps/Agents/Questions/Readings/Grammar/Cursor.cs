using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>A place in the items of a question. Looking beyond the end finds a stop.</summary>
internal sealed class Cursor(IReadOnlyList<Item> items)
{
    private static readonly Item End = new(0, 0, ItemKind.Stop, "");

    public int At { get; set; }

    public int Count => items.Count;

    public bool IsAtEnd => At >= items.Count;

    public Item Current => this[At];

    public Item this[int index] => index >= 0 && index < items.Count ? items[index] : End;

    /// <summary>The first index from one on that says something by itself.</summary>
    public int Skip(int index, params ReadOnlySpan<Cue> also)
    {
        while (index < items.Count && (this[index].IsFiller || (this[index].Kind == ItemKind.Cue && this[index].IsAny(also))))
            index++;
        return index;
    }

    /// <summary>Behind the last item of this sentence.</summary>
    public int SentenceEnd(int from)
    {
        while (from < items.Count && items[from].Kind != ItemKind.Stop)
            from++;
        return from;
    }
}
