using System.Globalization;
using System.Text;

namespace ChatOps.Knowledge.Documents;

/// <summary>Packs paragraphs into passages of a size that can be quoted, and cleans them: what people do not see is not kept.</summary>
internal sealed class PassageBuilder
{
    /// <summary>Characters of a passage.</summary>
    public const int Size = 1000;

    private readonly List<DocumentPassage> _passages = [];
    private readonly StringBuilder _text = new();
    private string _place = "";

    /// <summary>Everything added, the last passage too.</summary>
    public IReadOnlyList<DocumentPassage> Finish()
    {
        Close();
        return _passages;
    }

    /// <summary>Ends the passage, so that what follows begins a new one.</summary>
    public void Close()
    {
        if (_text.Length > 0)
            _passages.Add(new DocumentPassage(_place, _text.ToString()));
        _text.Clear();
    }

    /// <param name="place">Counts where the paragraph begins a passage.</param>
    public void Add(string place, string paragraph)
    {
        foreach (var piece in Pieces(Clean(paragraph)))
        {
            if (_text.Length > 0 && _text.Length + piece.Length > Size)
                Close();
            if (_text.Length == 0)
                _place = Clean(place);
            else
                _text.Append('\n');
            _text.Append(piece);
        }
    }

    /// <summary>The paragraph, cut at the end of a sentence or word where it is too long.</summary>
    private static IEnumerable<string> Pieces(string paragraph)
    {
        var rest = paragraph;
        while (rest.Length > Size)
        {
            var cut = rest.LastIndexOf(". ", Size - 1, Size / 2, StringComparison.Ordinal) + 1;
            if (cut == 0)
                cut = rest.LastIndexOf(' ', Size - 1, Size / 2);
            if (cut <= 0)
                cut = char.IsLowSurrogate(rest[Size]) ? Size - 1 : Size;
            yield return rest[..cut].Trim();
            rest = rest[cut..].Trim();
        }

        if (rest.Length > 0)
            yield return rest;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                clean.Append('\n');
            else if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
