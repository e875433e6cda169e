using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// Reads YAML into nodes that know their place, from the parser's events and with a depth limit. Only what JSON can
/// say is taken: no anchors, aliases, tags or second documents. Plain words follow the YAML 1.2 core schema; numbers
/// that JSON cannot write the same way (<c>0x1F</c>, <c>.5</c>, <c>012</c>) are refused rather than guessed at.
/// </summary>
internal sealed partial class YamlNodeReader
{
    private readonly Parser _parser;
    private readonly FormatText _places = new(at => ((int)(at >> 32), (int)at));
    private int _depth;

    private YamlNodeReader(string text) => _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));

    public static (FormatNode Root, FormatText Text) Read(string text)
    {
        FormatText.CheckLength(text);
        var reader = new YamlNodeReader(text);
        try
        {
            return (reader.ReadDocument(), reader._places);
        }
        catch (YamlException error)
        {
            throw reader._places.Error(At(error.Start), $"This is not YAML: {error.Message.TrimEnd('.')}.", error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new PipelineFormatException("This is not YAML.", 1, 1, error);
        }
    }

    internal static JsonValueKind KindOfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonValueKind.Null,
        "true" or "True" or "TRUE" => JsonValueKind.True,
        "false" or "False" or "FALSE" => JsonValueKind.False,
        _ when JsonNumber().IsMatch(text) => JsonValueKind.Number,
        _ when OtherNumber().IsMatch(text) => JsonValueKind.Undefined,
        _ => JsonValueKind.String,
    };

    private FormatNode ReadDocument()
    {
        Next<StreamStart>();
        if (Move() is StreamEnd)
            throw new PipelineFormatException("The text is empty.", 1, 1);
        Move();
        var root = ReadValue();
        Next<DocumentEnd>();
        if (Move() is not StreamEnd)
            throw Error(_parser.Current!, "A second document begins here; a pipeline is one document.");
        return root;
    }

    private FormatNode ReadValue()
    {
        var current = _parser.Current!;
        if (current is AnchorAlias)
            throw Error(current, "Aliases (*name) are not taken; write the value out.");
        if (current is NodeEvent { Anchor.IsEmpty: false })
            throw Error(current, "Anchors (&name) are not taken; write the value out where it is needed.");
        if (current is NodeEvent { Tag.IsEmpty: false })
            throw Error(current, "Tags (!name) are not taken.");
        return current switch
        {
            Scalar scalar => ReadScalar(scalar),
            MappingStart => Nested(ReadMap),
            SequenceStart => Nested(ReadList),
            _ => throw Error(current, "A value is expected here."),
        };
    }

    private FormatNode Nested(Func<FormatNode> read)
    {
        if (++_depth > FormatText.MaxDepth)
            throw Error(_parser.Current!, $"Lists and maps are nested more than {FormatText.MaxDepth} deep.");
        var node = read();
        _depth--;
        return node;
    }

    private FormatMap ReadMap()
    {
        var at = At(_parser.Current!.Start);
        var entries = new List<FormatEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (Move() is not MappingEnd)
        {
            if (ReadValueAsKey() is not { } key)
                throw Error(_parser.Current!, "A key must be a plain word or a quoted text.");
            var keyAt = At(_parser.Current!.Start);
            if (!keys.Add(key))
                throw Error(_parser.Current!, $"The key '{key}' stands here a second time.");
            Move();
            entries.Add(new FormatEntry(key, keyAt, ReadValue()));
        }

        return new FormatMap(at, entries);
    }

    private string? ReadValueAsKey() => _parser.Current switch
    {
        Scalar { Anchor.IsEmpty: true, Tag.IsEmpty: true } scalar => scalar.Value,
        Scalar or AnchorAlias => throw Error(_parser.Current, "Anchors, aliases and tags are not taken."),
        _ => null,
    };

    private FormatList ReadList()
    {
        var at = At(_parser.Current!.Start);
        var items = new List<FormatNode>();
        while (Move() is not SequenceEnd)
            items.Add(ReadValue());
        return new FormatList(at, items);
    }

    private FormatScalar ReadScalar(Scalar scalar)
    {
        var at = At(scalar.Start);
        if (scalar.Style != ScalarStyle.Plain)
            return new FormatScalar(at, JsonValueKind.String, scalar.Value);
        var kind = KindOfPlain(scalar.Value);
        return kind switch
        {
            JsonValueKind.Undefined => throw Error(
                scalar, $"'{scalar.Value}' can be read as different numbers or as text; write a plain decimal number, or put it in quotes."),
            JsonValueKind.Null => new FormatScalar(at, kind, "null"),
            JsonValueKind.True => new FormatScalar(at, kind, "true"),
            JsonValueKind.False => new FormatScalar(at, kind, "false"),
            _ => new FormatScalar(at, kind, scalar.Value),
        };
    }

    private ParsingEvent Move()
    {
        if (!_parser.MoveNext() || _parser.Current is null)
            throw new PipelineFormatException("The text ends too early.", 1, 1);
        return _parser.Current;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Move() is not T)
            throw Error(_parser.Current!, "This cannot stand here.");
    }

    private PipelineFormatException Error(ParsingEvent place, string problem) => _places.Error(At(place.Start), problem);

    private static long At(Mark mark) => ((long)mark.Line << 32) | (uint)mark.Column;

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex OtherNumber();
}
