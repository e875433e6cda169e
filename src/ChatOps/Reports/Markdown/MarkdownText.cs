using System.Text;

namespace ChatOps.Reports.Markdown;

/// <summary>Writes Markdown (CommonMark 0.31 with GitHub's tables) in which texts from databases stay texts.</summary>
internal sealed class MarkdownText
{
    private const string Special = "\\`*_[]<>#|!~&@$";
    private readonly StringBuilder _text = new();

    public MarkdownText Heading(int level, string words)
    {
        if (_text.Length > 0)
            _text.AppendLine();
        _text.Append('#', level).Append(' ').AppendLine(Escape(words)).AppendLine();
        return this;
    }

    public MarkdownText Paragraph(string words, bool strong = false)
    {
        var mark = strong ? "**" : "";
        _text.Append(mark).Append(Escape(words)).AppendLine(mark).AppendLine();
        return this;
    }

    public MarkdownText Item(string words, int depth = 0)
    {
        _text.Append(' ', 2 * depth).Append("- ").AppendLine(Escape(words));
        return this;
    }

    /// <summary>A table; nothing at all without rows.</summary>
    public MarkdownText Table(IReadOnlyList<string> header, IReadOnlyCollection<IEnumerable<string>> rows)
    {
        if (rows.Count == 0)
            return this;
        Row(header);
        Row(header.Select(_ => "---"), escape: false);
        foreach (var row in rows)
            Row(row);
        _text.AppendLine();
        return this;
    }

    /// <summary>A fence longer than any run of backticks inside, as CommonMark 0.31 section 4.5 asks for.</summary>
    public MarkdownText Code(string sql)
    {
        var fence = new string('`', Math.Max(3, LongestRun(sql) + 1));
        _text.Append(fence).AppendLine("sql").AppendLine(sql).AppendLine(fence).AppendLine();
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>The text on one line, with nothing left that would mark something up, begin a list or become a link.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (Special.Contains(text[i], StringComparison.Ordinal) || IsListMark(text, i) || IsLink(text, i))
                escaped.Append('\\');
            escaped.Append(char.IsControl(text[i]) ? ' ' : text[i]);
        }

        return escaped.ToString();
    }

    private void Row(IEnumerable<string> cells, bool escape = true) =>
        _text.Append("| ").AppendJoin(" | ", cells.Select(cell => escape ? Escape(cell) : cell)).AppendLine(" |");

    /// <summary>The sign, or the point behind a number, that begins a list at the start of a line.</summary>
    private static bool IsListMark(string text, int at) =>
        (at == 0 && text[at] is '-' or '+' or '=')
        || (text[at] is '.' or ')' && at > 0 && text.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>The colon of an address and the point behind www: viewers make links of them without being asked.</summary>
    private static bool IsLink(string text, int at) =>
        (text[at] == ':' && string.CompareOrdinal(text, at, "://", 0, 3) == 0)
        || (text[at] == '.' && at >= 3 && string.Compare(text, at - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0);

    private static int LongestRun(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
