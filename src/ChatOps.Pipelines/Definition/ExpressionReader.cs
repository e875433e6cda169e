using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>Reads the words of paths and conditions; every error names its character, counted from 1.</summary>
internal sealed class ExpressionReader(string text)
{
    private int _at;

    public int At => _at;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at >= text.Length;
        }
    }

    public ExpressionException Error(string problem, int? at = null) =>
        new($"Character {(at ?? _at) + 1} of '{Shown}': {problem}");

    public void ExpectEnd()
    {
        if (!AtEnd)
            throw Error($"'{text[_at]}' is not expected here.");
    }

    /// <summary>Takes the symbol when it comes next.</summary>
    public bool Take(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0)
            return false;
        _at += symbol.Length;
        return true;
    }

    /// <summary>Takes the word when it comes next and ends there.</summary>
    public bool TakeWord(string word)
    {
        SkipSpace();
        var end = _at + word.Length;
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0 || (end < text.Length && (IsNamePart(text[end]) || text[end] is '.' or '[')))
            return false;
        _at = end;
        return true;
    }

    public PathExpression ReadPath()
    {
        SkipSpace();
        var start = _at;
        var root = ReadName("A path begins with inputs, steps, item or run.");
        if (root is not (PathExpression.Inputs or PathExpression.Steps or PathExpression.Item or PathExpression.Run))
            throw Error($"A path begins with inputs, steps, item or run, not '{root}'. Put text in quotes.", start);
        var segments = new List<PathSegment>();
        while (_at < text.Length && text[_at] is '.' or '[')
            segments.Add(text[_at++] == '.' ? new PathSegment(ReadName("A name is expected after the dot."), null) : ReadIndex());
        var path = new PathExpression(text[start.._at], root, segments);
        if (root == PathExpression.Steps && (segments.Count < 2 || segments[0].Name is null || segments[1].Name != "output"))
            throw Error("A path to a step reads steps.<id>.output, with more behind it if need be.", start);
        return path;
    }

    /// <summary>A number, a quoted text, true, false or null; null when something else comes next.</summary>
    public JsonElement? ReadLiteral()
    {
        if (AtEnd)
            return null;
        if (text[_at] is '\'' or '"')
        {
            var value = ReadQuoted();
            return CompactJson.Build(w => w.WriteStringValue(value));
        }

        foreach (var word in (ReadOnlySpan<string>)["true", "false", "null"])
            if (TakeWord(word))
                return CompactJson.Parse(word);
        return char.IsAsciiDigit(text[_at]) || text[_at] == '-' ? ReadNumber() : null;
    }

    private JsonElement ReadNumber()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.' || (text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E')))
            _at++;
        try
        {
            return CompactJson.Parse(text[start.._at]);
        }
        catch (JsonException)
        {
            throw Error($"'{text[start.._at]}' is not a number.", start);
        }
    }

    private PathSegment ReadIndex()
    {
        SkipSpace();
        PathSegment segment;
        if (_at < text.Length && text[_at] is '\'' or '"')
        {
            segment = new PathSegment(ReadQuoted(), null);
        }
        else
        {
            var start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                _at++;
            if (!int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                throw Error("A number or a quoted name is expected in the brackets.", start);
            segment = new PathSegment(null, index);
        }

        return Take("]") ? segment : throw Error("The closing bracket ] is missing.");
    }

    /// <summary>The quote itself and a backslash are written with a backslash before them.</summary>
    private string ReadQuoted()
    {
        var start = _at;
        var quote = text[_at++];
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length && (text[_at + 1] == quote || text[_at + 1] == '\\'))
                _at++;
            value.Append(text[_at++]);
        }

        if (_at >= text.Length)
            throw Error("The text that begins here has no closing quote.", start);
        _at++;
        return value.ToString();
    }

    private string ReadName(string expected)
    {
        var start = _at;
        while (_at < text.Length && IsNamePart(text[_at]))
            _at++;
        return _at > start && !char.IsAsciiDigit(text[start]) && text[start] != '-' ? text[start.._at] : throw Error(expected, start);
    }

    private string Shown => text.Length <= 80 ? text : text[..77] + "...";

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}
