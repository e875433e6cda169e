using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ChatOps.Database.Checks.RuleFiles.Yaml;

/// <summary>
/// Reads YAML into nodes that know their place, from the parser's events and within limits of length, depth and number: nothing is
/// expanded, so nothing can grow. Anchors, aliases, tags and second documents are not taken. Plain words follow the YAML 1.2 core schema.
/// </summary>
internal sealed partial class RuleYaml
{
    /// <summary>Characters of a whole file.</summary>
    internal const int MaxLength = 2 * 1024 * 1024;

    /// <summary>Lists and maps in each other; the format itself needs eight.</summary>
    internal const int MaxDepth = 20;

    private const int MaxNodes = 200_000;

    private readonly string _text;
    private readonly string _kind;
    private readonly string _least;
    private readonly List<RuleFileProblem> _problems;
    private readonly Parser _parser;
    private int _depth;
    private int _nodes;

    private RuleYaml(string text, List<RuleFileProblem> problems, string kind, string least)
    {
        (_text, _problems, _kind, _least) = (text, problems, kind, least);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Null where the text cannot be read to its end; the problems say why.</summary>
    /// <param name="kind">What such a file is called.</param>
    /// <param name="least">What the shortest one holds.</param>
    internal static RuleNode? Read(string text, List<RuleFileProblem> problems, string kind = "a rule file", string least = "version: 1")
    {
        if (text.Length > MaxLength)
        {
            problems.Add(new RuleFileProblem(1, 1, $"The file has {text.Length:N0} characters; {kind} has at most {MaxLength:N0}. Split it."));
            return null;
        }

        var reader = new RuleYaml(text, problems, kind, least);
        try
        {
            return reader.ReadDocument();
        }
        catch (StopException)
        {
            return null;
        }
        catch (YamlException error)
        {
            var at = At(error.Start);
            problems.Add(new RuleFileProblem(at.Line, at.Column, reader.Explain(error)));
            return null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            problems.Add(new RuleFileProblem(1, 1, "This is not YAML."));
            return null;
        }
    }

    private RuleNode? ReadDocument()
    {
        Move();
        if (Move() is StreamEnd)
        {
            throw Stop(new Place(1, 1), $"The file is empty. The least that it needs is: {_least}");
        }

        Move();
        var root = ReadValue();
        Move();
        return Move() is StreamEnd ? root : throw Stop(At(_parser.Current!.Start), $"A second document begins here; {_kind} is one document.");
    }

    private RuleNode ReadValue()
    {
        var current = _parser.Current!;
        var at = At(current.Start);
        if (++_nodes > MaxNodes)
        {
            throw Stop(at, $"The file holds more than {MaxNodes:N0} values. Split it.");
        }

        if (current is AnchorAlias)
        {
            Problem(at, "Aliases (*name) are not taken; write the value out.");
            return new RuleScalar(at, JsonValueKind.Null, "");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
        {
            Problem(at, "Anchors (&name) and tags (!name) are not taken; write the value out where it is needed.");
        }

        return current switch
        {
            Scalar scalar => ReadScalar(scalar, at),
            MappingStart => Nested(at, ReadMap),
            SequenceStart => Nested(at, ReadList),
            _ => throw Stop(at, "A value is expected here."),
        };
    }

    private RuleNode Nested(Place at, Func<Place, RuleNode> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Stop(at, $"Lists and maps are nested more than {MaxDepth} deep.");
        }

        var node = read(at);
        _depth--;
        return node;
    }

    private RuleMap ReadMap(Place at)
    {
        var entries = new Dictionary<string, RuleEntry>(StringComparer.Ordinal);
        while (Move() is not MappingEnd)
        {
            var keyAt = At(_parser.Current!.Start);
            if (_parser.Current is not Scalar key)
            {
                throw Stop(keyAt, "A key must be a plain word or a quoted text.");
            }

            Move();
            var value = ReadValue();
            if (!entries.TryAdd(key.Value, new RuleEntry(key.Value, keyAt, value)))
            {
                Problem(keyAt, $"The key '{key.Value}' stands here a second time; the first is in line {entries[key.Value].At.Line}.");
            }
        }

        return new RuleMap(at, [.. entries.Values]);
    }

    private RuleList ReadList(Place at)
    {
        var items = new List<RuleNode>();
        while (Move() is not SequenceEnd)
        {
            items.Add(ReadValue());
        }

        return new RuleList(at, items);
    }

    private RuleScalar ReadScalar(Scalar scalar, Place at)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            return new RuleScalar(at, JsonValueKind.String, scalar.Value);
        }

        var kind = KindOf(scalar.Value);
        if (kind == JsonValueKind.Undefined)
        {
            Problem(at, $"'{scalar.Value}' can be read as different numbers or as text; write a plain decimal number, or put it in quotes.");
        }

        return new RuleScalar(at, kind == JsonValueKind.Undefined ? JsonValueKind.String : kind, scalar.Value);
    }

    private static JsonValueKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonValueKind.Null,
        "true" or "True" or "TRUE" => JsonValueKind.True,
        "false" or "False" or "FALSE" => JsonValueKind.False,
        _ when PlainNumber().IsMatch(text) => JsonValueKind.Number,
        _ when OtherNumber().IsMatch(text) => JsonValueKind.Undefined,
        _ => JsonValueKind.String,
    };

    private ParsingEvent Move() => _parser.MoveNext() && _parser.Current is { } current ? current : throw Stop(new Place(1, 1), "The text ends too early.");

    private void Problem(Place at, string message) => _problems.Add(new RuleFileProblem(at.Line, at.Column, message));

    private StopException Stop(Place at, string message)
    {
        Problem(at, message);
        return new StopException();
    }

    /// <summary>A tab in front of a line is by far the most common slip, and the parser's own words for it help nobody.</summary>
    private string Explain(YamlException error)
    {
        var tab = Array.FindIndex(_text.Split('\n'), line => Indentation(line).Contains('\t', StringComparison.Ordinal));
        return tab >= 0
            ? $"This is not YAML: line {tab + 1} is indented with a tab. Indent with blanks."
            : $"This is not YAML: {error.Message.TrimEnd('.')}.";
    }

    private static string Indentation(string line) => line[..^line.TrimStart(' ', '\t').Length];

    private static Place At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex OtherNumber();

    /// <summary>Nothing behind this place can be read; its problem is in the list.</summary>
    private sealed class StopException : Exception;
}
