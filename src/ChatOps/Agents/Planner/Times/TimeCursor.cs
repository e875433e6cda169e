using System.Globalization;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Planner.Times;

/// <summary>Looks up what stands at a place of the text. Places that name something else are nothing here.</summary>
internal sealed class TimeCursor(string text, IReadOnlyList<Token> tokens, IReadOnlySet<int> names)
{
    private readonly TimeLexicon _lexicon = TimeLexicon.Default;
    private readonly Dictionary<int, IReadOnlyList<(int Length, string Phrase)>> _known = [];

    public int Count => tokens.Count;

    public string Text => text;

    public Token this[int at] => tokens[at];

    /// <summary>The value of the longest phrase of that kind that begins here, and the place behind it.</summary>
    public (int Value, int End)? Find(int at, TimeKind kind)
    {
        foreach (var (length, phrase) in Known(at))
        {
            if (_lexicon.Find(phrase, kind) is { } value)
                return (value, at + length);
        }

        return null;
    }

    /// <summary>Moves behind a phrase of that kind where one stands.</summary>
    public bool Take(ref int at, TimeKind kind, out int value)
    {
        (var found, value) = Find(at, kind) is { } match ? (match.End, match.Value) : (at, 0);
        var taken = found > at;
        at = found;
        return taken;
    }

    public bool Take(ref int at, TimeKind kind) => Take(ref at, kind, out _);

    public bool Is(int at, TimeKind kind) => Find(at, kind) is not null;

    /// <summary>The zone that is named here, and the place behind it.</summary>
    public (string Id, int End)? Zone(int at)
    {
        foreach (var (length, phrase) in Known(at))
        {
            if (_lexicon.Zone(phrase) is { } id)
                return (id, at + length);
        }

        return null;
    }

    /// <summary>A number in digits, of at most four places; null for anything else.</summary>
    public int? Digits(int at) =>
        IsWord(at) && tokens[at].Key.Length <= 4 && int.TryParse(tokens[at].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number in digits or in a word.</summary>
    public (int Value, int End)? Number(int at) => Digits(at) is { } digits ? (digits, at + 1) : Find(at, TimeKind.Number);

    public bool IsMark(int at, char mark) => at < Count && tokens[at].Kind == TokenKind.Punctuation && tokens[at].Key[0] == mark;

    public bool IsWord(int at) => at >= 0 && at < Count && tokens[at].Kind == TokenKind.Word && !names.Contains(at);

    /// <summary>What stands between two tokens, such as the point of "9.30".</summary>
    public string Gap(int at) => at + 1 < Count ? text[tokens[at].End..tokens[at + 1].Start] : "";

    /// <summary>The known phrases that begin here, longest first.</summary>
    private IReadOnlyList<(int Length, string Phrase)> Known(int at)
    {
        if (_known.TryGetValue(at, out var known))
            return known;
        return _known[at] = [.. Enumerable.Range(1, Longest(at)).Reverse().Select(length => (length, Phrase(at, length))).Where(pair => _lexicon.Knows(pair.Item2))];
    }

    private int Longest(int at)
    {
        var length = 0;
        while (length < _lexicon.LongestPhrase && IsWord(at + length) && (length == 0 || tokens[at + length].Start - tokens[at + length - 1].End <= 3))
            length++;
        return length;
    }

    private string Phrase(int at, int length) => length == 1 ? tokens[at].Key : string.Join(' ', Enumerable.Range(at, length).Select(place => tokens[place].Key));
}
