using System.Text;

namespace ChatOps.Knowledge.Documents;

/// <summary>A CSV file with a header by its rows, each as <c>column: value</c>, so that a row can be found by what its columns mean.</summary>
internal static class CsvPassages
{
    public static IReadOnlyList<DocumentPassage> Of(string text)
    {
        IReadOnlyList<string>? header = null;
        var passages = new List<DocumentPassage>();
        var rows = new StringBuilder();
        var (first, row) = (2, 1);
        foreach (var record in CsvRecords.Of(text))
        {
            if (header is null)
            {
                header = record.Cells;
                continue;
            }

            row++;
            var line = Row(header, record.Cells);
            if (rows.Length > 0 && rows.Length + line.Length > PassageBuilder.Size)
                Close(row - 1);
            if (rows.Length == 0)
                first = row;
            rows.Append(line).Append('\n');
        }

        Close(row);
        return passages;

        void Close(int last)
        {
            var builder = new PassageBuilder();
            builder.Add(first == last ? $"row {first}" : $"rows {first} to {last}", rows.ToString());
            passages.AddRange(builder.Finish());
            rows.Clear();
        }
    }

    private static string Row(IReadOnlyList<string> header, IReadOnlyList<string> cells) => string.Join("; ", cells
        .Select((cell, at) => (Name: at < header.Count ? header[at].Trim() : "", Value: cell.Trim()))
        .Where(cell => cell.Value.Length > 0)
        .Select(cell => cell.Name.Length > 0 ? $"{cell.Name}: {cell.Value}" : cell.Value));
}
