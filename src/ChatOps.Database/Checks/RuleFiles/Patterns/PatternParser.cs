using System.Globalization;

namespace ChatOps.Database.Checks.RuleFiles.Patterns;

/// <summary>Reads a pattern into pieces that every engine understands in the same way.</summary>
internal sealed class PatternParser
{
    /// <summary>The most repetitions that PostgreSQL can count (RE_DUP_MAX).</summary>
    private const int MaxRepeat = 255;

    private const int MaxDepth = 30;

    private const string Special = @".^$*+?()[]{}|\-/";

    private readonly string _text;
    private readonly List<PatternPart> _parts = [];
    private int _at;
    private int _depth;

    internal PatternParser(string text) => _text = text;

    internal bool MayExplode { get; private set; }

    /// <exception cref="FormatException">It is not such an expression.</exception>
    internal IReadOnlyList<PatternPart> Read()
    {
        ReadAlternatives();
        return _at == _text.Length ? _parts : throw Error("a ')' closes nothing");
    }

    /// <returns>The piece repeats or chooses, so that repeating it once more can take exponential time.</returns>
    private bool ReadAlternatives()
    {
        var isLoose = ReadSequence();
        while (_at < _text.Length && _text[_at] == '|')
        {
            Add("|");
            _at++;
            ReadSequence();
            isLoose = true;
        }

        return isLoose;
    }

    private bool ReadSequence()
    {
        var isLoose = false;
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            var (canRepeat, inner) = ReadAtom();
            isLoose |= inner | ReadQuantifier(canRepeat, inner);
        }

        return isLoose;
    }

    private (bool CanRepeat, bool IsLoose) ReadAtom()
    {
        var next = _text[_at++];
        switch (next)
        {
            case '(':
                return (true, ReadGroup());
            case '[':
                Add(ReadClass());
                return (true, false);
            case '.':
                Add(@"[^\n]");
                return (true, false);
            case '^':
                Add("^");
                return (false, false);
            case '$':
                _parts.Add(new PatternPart(PatternPartKind.End, ""));
                return (false, false);
            case '\\':
                Add(ReadEscape(inClass: false));
                return (true, false);
            case '*' or '+' or '?' or '{':
                _at--;
                throw Error($"'{next}' repeats nothing; write \\{next} for the character itself");
            default:
                Add(Literal(next));
                return (true, false);
        }
    }

    private bool ReadGroup()
    {
        if (++_depth > MaxDepth)
        {
            throw Error($"groups are nested more than {MaxDepth} deep");
        }

        if (_at < _text.Length && _text[_at] == '?')
        {
            if (_at + 1 >= _text.Length || _text[_at + 1] != ':')
            {
                throw Error("of the groups that begin with (? only (?:...) is taken: not every engine can look ahead, look behind, name groups or set options");
            }

            _at += 2;
        }

        Add("(?:");
        var isLoose = ReadAlternatives();
        if (_at >= _text.Length)
        {
            throw Error("a '(' is not closed");
        }

        _at++;
        _depth--;
        Add(")");
        return isLoose;
    }

    /// <returns>There was one that repeats without a limit.</returns>
    private bool ReadQuantifier(bool canRepeat, bool isLoose)
    {
        if (_at >= _text.Length || _text[_at] is not ('*' or '+' or '?' or '{'))
        {
            return false;
        }

        if (!canRepeat)
        {
            throw Error("an anchor cannot be repeated");
        }

        var (text, isUnlimited) = _text[_at] == '{' ? ReadBraces() : (_text[_at++].ToString(), _text[_at - 1] != '?');
        if (_at < _text.Length && _text[_at] is '?' or '+' or '*' or '{')
        {
            throw Error("two repetitions stand behind each other; lazy and possessive ones are not taken, and change nothing about whether a text matches");
        }

        Add(text);
        MayExplode |= isUnlimited && isLoose;
        return isUnlimited;
    }

    private (string Text, bool IsUnlimited) ReadBraces()
    {
        var end = _text.IndexOf('}', _at);
        var inside = end < 0 ? "" : _text[(_at + 1)..end];
        var bounds = inside.Split(',');
        if (bounds.Length > 2 || Bound(bounds[0]) is not { } least || (bounds.Length == 2 && bounds[1].Length > 0 && Bound(bounds[1]) is not { } most))
        {
            throw Error($"a repetition is written {{n}}, {{n,}} or {{n,m}} with numbers up to {MaxRepeat}; write \\{{ for the character itself");
        }

        if (bounds.Length == 2 && bounds[1].Length > 0 && Bound(bounds[1]) < least)
        {
            throw Error("the most is below the least");
        }

        _at = end + 1;
        return ($"{{{inside}}}", bounds.Length == 2 && bounds[1].Length == 0);
    }

    private static int? Bound(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxRepeat ? number : null;

    private string ReadClass()
    {
        var start = _at;
        var negated = Take('^');
        var items = new List<string>();
        while (_at < _text.Length && (_text[_at] != ']' || items.Count == 0))
        {
            if (_text[_at] == ']')
            {
                throw Error("a class is empty; write \\] for the character itself");
            }

            var from = ReadClassItem();
            if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']')
            {
                _at++;
                var to = ReadClassItem();
                items.Add(from.Char is { } low && to.Char is { } high && low <= high ? $"{from.Text}-{to.Text}" : throw Error("a range in a class goes from a smaller to a larger character"));
            }
            else
            {
                items.Add(from.Text);
            }
        }

        if (!Take(']'))
        {
            _at = start;
            throw Error("a '[' is not closed");
        }

        return $"[{(negated ? "^" : "")}{string.Concat(items)}]";
    }

    private (string Text, char? Char) ReadClassItem()
    {
        var next = _text[_at++];
        if (next == '[' && _at < _text.Length && _text[_at] is ':' or '.' or '=')
        {
            throw Error("named classes such as [:alpha:] are not taken; write a-zA-Z");
        }

        if (next != '\\')
        {
            return (Literal(next), next);
        }

        var escape = ReadEscape(inClass: true);
        return (escape, escape is ['\\', var only] ? only switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => only } : null);
    }

    private string ReadEscape(bool inClass)
    {
        if (_at >= _text.Length)
        {
            throw Error("a lone \\ stands at the end");
        }

        var next = _text[_at++];
        return next switch
        {
            'd' => inClass ? "0-9" : "[0-9]",
            'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
            's' => inClass ? @" \t\n\r\f" : @"[ \t\n\r\f]",
            'D' when !inClass => "[^0-9]",
            'W' when !inClass => "[^A-Za-z0-9_]",
            'S' when !inClass => @"[^ \t\n\r\f]",
            'n' or 't' or 'r' => $"\\{next}",
            _ when !char.IsLetterOrDigit(next) => Literal(next),
            _ => throw Error($"\\{next} is not taken{(inClass ? " in a class" : "")}: not every engine understands it alike. There are \\d \\w \\s{(inClass ? "" : " \\D \\W \\S")} \\n \\t \\r"),
        };
    }

    private bool Take(char expected)
    {
        var isNext = _at < _text.Length && _text[_at] == expected;
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private static string Literal(char next) => Special.Contains(next, StringComparison.Ordinal) ? $"\\{next}" : next.ToString();

    private void Add(string text) => _parts.Add(new PatternPart(PatternPartKind.Plain, text));

    private FormatException Error(string problem) => new($"{problem} (character {Math.Min(_at, _text.Length) + 1} of the pattern)");
}
