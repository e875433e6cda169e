using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatOps.Pipelines.Definition;

/// <summary>Writes a JSON value as block-style YAML that reads back as exactly the same value.</summary>
internal sealed partial class YamlWriter
{
    /// <summary>A key on one line with its value has at most 1024 characters (YAML 1.2, section 7.4).</summary>
    private const int MaxSimpleKey = 1000;

    private readonly StringBuilder _text = new();

    public static string Write(JsonElement value)
    {
        var writer = new YamlWriter();
        writer.WriteValue(value, 0, afterMarker: false);
        return writer._text.ToString();
    }

    /// <param name="afterMarker">The value follows <c>key:</c> or <c>-</c> on the same line.</param>
    private void WriteValue(JsonElement value, int indent, bool afterMarker)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                Break(afterMarker);
                foreach (var property in value.EnumerateObject())
                    WriteEntry(property, indent);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                Break(afterMarker);
                foreach (var item in value.EnumerateArray())
                    WriteItem(item, indent);
                break;
            default:
                if (afterMarker)
                    _text.Append(' ');
                _text.Append(value.ValueKind == JsonValueKind.String ? Scalar(value.GetString()!, indent) : value.GetRawText()).Append('\n');
                break;
        }
    }

    private void WriteEntry(JsonProperty property, int indent)
    {
        var key = Inline(property.Name);
        Indent(indent);
        if (key.Length > MaxSimpleKey)
        {
            _text.Append("? ").Append(key).Append('\n');
            Indent(indent);
            key = "";
        }

        _text.Append(key).Append(':');
        WriteValue(property.Value, indent + 2, afterMarker: true);
    }

    private void WriteItem(JsonElement item, int indent)
    {
        Indent(indent);
        _text.Append('-');
        var isMap = item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any();
        if (!isMap)
        {
            WriteValue(item, indent + 2, afterMarker: true);
            return;
        }

        // The first key stands beside the dash, the way people write lists of maps.
        var start = _text.Length;
        foreach (var property in item.EnumerateObject())
            WriteEntry(property, indent + 2);
        _text.Remove(start, indent + 1);
    }

    private void Break(bool afterMarker)
    {
        if (afterMarker)
            _text.Append('\n');
    }

    private void Indent(int indent) => _text.Append(' ', indent);

    private static string Scalar(string text, int indent) =>
        Block().IsMatch(text) ? Literal(text, indent) : Inline(text);

    private static string Literal(string text, int indent)
    {
        var keepsEnd = text.EndsWith('\n');
        var lines = (keepsEnd ? text[..^1] : text).Split('\n');
        var margin = new string(' ', indent);
        return (keepsEnd ? "|" : "|-") + string.Concat(lines.Select(l => l.Length == 0 ? "\n" : $"\n{margin}{l}"));
    }

    private static string Inline(string text) =>
        Plain().IsMatch(text) && YamlNodeReader.KindOfPlain(text) == JsonValueKind.String && !OldWord().IsMatch(text) ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF => $"\\u{rune.Value:X4}",
                _ => rune.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    /// <summary>Words and dotted names; nothing that YAML could read as anything but text.</summary>
    [GeneratedRegex(@"^[A-Za-z_]([A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>Booleans of YAML 1.1, which other readers still take for such.</summary>
    [GeneratedRegex(@"^(y|n|yes|no|on|off)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OldWord();

    /// <summary>At least two lines of printable ASCII, none that begins or ends with a space, and at most one line break at the end.</summary>
    [GeneratedRegex(@"^([!-~]|[!-~][ -~]*[!-~])(\n+([!-~]|[!-~][ -~]*[!-~]))+\n?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Block();
}
