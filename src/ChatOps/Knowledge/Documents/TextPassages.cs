namespace ChatOps.Knowledge.Documents;

/// <summary>Plain text and Markdown by paragraphs; a heading begins a new passage and is its place.</summary>
internal static class TextPassages
{
    private const int DeepestHeading = 6;

    public static IReadOnlyList<DocumentPassage> Of(string text, bool isMarkdown)
    {
        var builder = new PassageBuilder();
        var headings = new List<(int Level, string Words)>();
        var paragraph = new List<string>();
        var (first, number, fenced) = (1, 0, false);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            fenced ^= isMarkdown && line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            var heading = isMarkdown && !fenced ? HeadingOf(line) : null;
            if (heading is null && line.Trim().Length > 0)
            {
                if (paragraph.Count == 0)
                    first = number;
                paragraph.Add(line.TrimEnd());
                continue;
            }

            Flush();
            if (heading is not { } found)
                continue;
            builder.Close();
            headings.RemoveAll(above => above.Level >= found.Level);
            headings.Add(found);
        }

        Flush();
        return builder.Finish();

        void Flush()
        {
            if (paragraph.Count > 0)
                builder.Add(Place(headings, first), string.Join('\n', paragraph));
            paragraph.Clear();
        }
    }

    private static string Place(List<(int Level, string Words)> headings, int line) =>
        headings.Count == 0 ? $"line {line}" : $"under {string.Join(" > ", headings.Select(heading => heading.Words))}, line {line}";

    /// <summary>An ATX heading (CommonMark 0.31, section 4.2); null for any other line.</summary>
    private static (int Level, string Words)? HeadingOf(string line)
    {
        var level = 0;
        while (level < line.Length && line[level] == '#')
            level++;
        if (level is 0 or > DeepestHeading || level == line.Length || line[level] != ' ')
            return null;
        var words = line[level..].Trim().TrimEnd('#').Trim();
        return words.Length == 0 ? null : (level, words);
    }
}
