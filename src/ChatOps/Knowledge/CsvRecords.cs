using System.Text;

namespace ChatOps.Knowledge;

/// <summary>A record of a CSV text.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="IsOpen">A quotation mark in it is never closed, so that it has swallowed the rest of the text.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Cells, bool IsOpen = false);

/// <summary>Reads CSV (RFC 4180) with the line of each record, which messages about a file name. Blank lines are no records.</summary>
internal static class CsvRecords
{
    /// <param name="separator">Between cells; null for whichever of comma, semicolon and tab the first line has most of.</param>
    public static IEnumerable<CsvRecord> Of(string text, char? separator = null)
    {
        var between = separator ?? Separator(text);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, begin, quoted) = (1, 1, false);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            line += character == '\n' ? 1 : 0;
            if (quoted)
            {
                if (character != '"')
                    cell.Append(character);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    cell.Append(text[++at]);
                else
                    quoted = false;
            }
            else if (character == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (character == between)
            {
                End(cells, cell);
            }
            else if (character == '\n')
            {
                End(cells, cell);
                if (!IsBlank(cells))
                    yield return new CsvRecord(begin, [.. cells]);
                cells.Clear();
                begin = line;
            }
            else if (character != '\r')
            {
                cell.Append(character);
            }
        }

        End(cells, cell);
        if (!IsBlank(cells))
            yield return new CsvRecord(begin, [.. cells], quoted);
    }

    private static void End(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        cell.Clear();
    }

    private static bool IsBlank(List<string> cells) => cells is [var only] && string.IsNullOrWhiteSpace(only);

    private static char Separator(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var header = end < 0 ? text : text[..end];
        return ((char[])[',', ';', '\t']).MaxBy(candidate => header.Count(character => character == candidate));
    }
}
