using ChatOps.Knowledge.Phrases;

namespace ChatOps.Knowledge.Documents;

/// <summary>Cuts a passage to what can be shown, around the words that were asked about.</summary>
internal static class Quotation
{
    /// <summary>Characters shown.</summary>
    private const int Size = 600;

    private const string More = "...";

    public static string Of(string text, IReadOnlyList<string> beginnings)
    {
        if (text.Length <= Size)
            return text;
        var folded = PhraseBook.Fold(text);
        var first = beginnings.Select(word => folded.IndexOf(word, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(0).Min();
        var from = Math.Clamp(first - (Size / 3), 0, text.Length - Size);
        from = from == 0 ? 0 : Math.Max(text.IndexOf(' ', from, first - from + 1) + 1, from);
        var to = Math.Min(text.Length, from + Size);
        var end = to == text.Length ? to : text.LastIndexOf(' ', to - 1, Size / 3) is > 0 and var blank ? blank : to;
        return $"{(from > 0 ? More + " " : "")}{text[from..end].Trim()}{(end < text.Length ? " " + More : "")}";
    }
}
