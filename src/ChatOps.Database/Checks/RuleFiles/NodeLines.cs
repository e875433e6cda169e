using System.Text;
using System.Text.Json;
using ChatOps.Database.Checks.RuleFiles.Yaml;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>Nodes as JSON with one line for each key and value, so that the line of a validator's complaint leads back to the file.</summary>
internal sealed class NodeLines
{
    private readonly StringBuilder _json = new();
    private readonly List<Place> _places = [];
    private readonly List<string> _texts = [];

    internal string Json => _json.ToString();

    /// <param name="line">Counts from 1; 0 stands for the whole file.</param>
    internal Place At(int line) => line >= 1 && line <= _places.Count ? _places[line - 1] : new Place(1, 1);

    /// <summary>The value in that line, without its quotes.</summary>
    internal string TextAt(int line) => line >= 1 && line <= _texts.Count ? _texts[line - 1] : "";

    internal void Write(RuleNode node)
    {
        switch (node)
        {
            case RuleMap map:
                WriteAll('{', '}', map.At, map.Entries, entry =>
                {
                    Line(entry.At, Quote(entry.Key) + ":");
                    Write(entry.Value);
                });
                break;
            case RuleList list:
                WriteAll('[', ']', list.At, list.Items, Write);
                break;
            case RuleScalar scalar:
                Line(scalar.At, scalar.Kind switch
                {
                    JsonValueKind.String => Quote(scalar.Text),
                    JsonValueKind.Number => scalar.Text,
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => "null",
                }, scalar.Text);
                break;
        }
    }

    private void WriteAll<T>(char open, char close, Place at, IReadOnlyList<T> items, Action<T> write)
    {
        Line(at, open.ToString());
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
            {
                Line(at, ",");
            }

            write(items[index]);
        }

        Line(at, close.ToString());
    }

    private void Line(Place at, string text, string value = "")
    {
        _texts.Add(value);
        _places.Add(at);
        _json.Append(text).Append('\n');
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
