using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Questions.Graph;

/// <summary>Finds the columns that hold a text. Compared by word keys, so without case, accents and signs.</summary>
internal sealed class ValueIndex
{
    private readonly Dictionary<string, List<HeldValue>> _byKey = new(StringComparer.Ordinal);

    /// <summary>Words in the longest text.</summary>
    public int LongestText { get; private set; }

    public void Add(ColumnNode column, string text)
    {
        var key = WordKey.Of(text);
        if (key.Length == 0)
            return;
        if (!_byKey.TryGetValue(key, out var held))
            _byKey[key] = held = [];
        held.Add(new HeldValue(column, text));
        LongestText = Math.Max(LongestText, text.Count(char.IsWhiteSpace) + 1);
    }

    /// <summary>Where a text with this key is held; empty for none.</summary>
    public IReadOnlyList<HeldValue> Find(string key) => _byKey.TryGetValue(key, out var held) ? held : [];
}

/// <summary>A text and the column that holds it.</summary>
/// <param name="Text">As it is stored.</param>
internal sealed record HeldValue(ColumnNode Column, string Text);
