using System.Globalization;
using System.Text;
using ChatOps.Agents.Planner.Language;

namespace ChatOps.Agents.Questions.Language;

/// <summary>Cuts a question into words. What stands in quotation marks stays together, since it is a value to look for.</summary>
internal sealed class QuestionTokenizer
{
    private const string Opening = "\"'“„‘`«";
    private const string Closing = "\"'”“’`»";

    private readonly string _text;
    private readonly QuestionLexicon _lexicon;
    private readonly List<QuestionWord> _words = [];
    private int _at;

    private QuestionTokenizer(string text, QuestionLexicon lexicon) => (_text, _lexicon) = (text, lexicon);

    public static IReadOnlyList<QuestionWord> Split(string text, QuestionLexicon lexicon)
    {
        // Some write a quotation mark twice, as CSV does.
        var tokenizer = new QuestionTokenizer(text.Replace("\"\"", "\"", StringComparison.Ordinal), lexicon);
        while (tokenizer._at < tokenizer._text.Length)
            tokenizer.Next();
        return tokenizer._words;
    }

    private void Next()
    {
        var current = _text[_at];
        if (IsApostrophe(current) && IsPossessive())
            TakePossessive();
        else if (Opening.Contains(current) && TryTakeQuoted())
            return;
        else if (TryTakeAddress())
            return;
        else if (char.IsAsciiDigit(current) && TryTakeNumber())
            return;
        else if (IsWordAt(_at))
            TakeWord();
        else
            TakeMark(current);
    }

    private void TakeMark(char current)
    {
        var length = 1;
        if (current is '<' or '>' or '=' or '!' or '≥' or '≤' && !(current == '!' && !IsSign(_at + 1)))
        {
            length = IsSign(_at + 1) ? 2 : 1;
            Add(_text.Substring(_at, length), WordKind.Sign);
        }
        else if (current is '?' or ';' or '!' or '\n' || (current == '.' && !IsWordAt(_at + 1)))
        {
            Add(current.ToString(), WordKind.Stop);
        }
        else if (current is ',' or '(' or ')' or ':')
        {
            Add(",", WordKind.Comma);
        }

        _at += length;
    }

    private bool IsSign(int at) => at < _text.Length && _text[at] is '=' or '>';

    private bool TryTakeQuoted()
    {
        var before = _at == 0 ? ' ' : _text[_at - 1];
        if (char.IsLetterOrDigit(before))
            return false;
        var closing = Closing[Opening.IndexOf(_text[_at], StringComparison.Ordinal)];
        var end = _at + 1;
        while (end < _text.Length && !(_text[end] == closing && !IsWordAt(end + 1)))
            end++;
        if (end >= _text.Length || end == _at + 1)
            return false;
        var inner = _text[(_at + 1)..end].Trim();
        var number = Number(inner);
        _words.Add(new QuestionWord(inner, WordKey.Of(inner), WordKey.Of(inner), number is null ? WordKind.Quoted : WordKind.Number) { Number = number });
        _at = end + 1;
        return true;
    }

    // An e-mail address or the address of a page is one value.
    private bool TryTakeAddress()
    {
        if (_at > 0 && !char.IsWhiteSpace(_text[_at - 1]))
            return false;
        var end = _at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]))
            end++;
        var text = _text[_at..end].TrimEnd('.', ',', ';', '?', '!', ')');
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!(at > 0 && text.IndexOf('.', at) > at) && !text.Contains("://", StringComparison.Ordinal))
            return false;
        _words.Add(new QuestionWord(text, WordKey.Of(text), text, WordKind.Quoted));
        _at += text.Length;
        return true;
    }

    private bool TryTakeNumber()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || (_text[end] is '.' or ',' && end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1]))))
            end++;
        var text = _text[_at..end];
        if ((end < _text.Length && IsWordAt(end)) || Number(text) is not { } number)
            return TryTakeDate(end);
        if (TryTakeDate(end))
            return true;
        _words.Add(new QuestionWord(text, text, text, WordKind.Number) { Number = number });
        _at = end;
        return true;
    }

    // 2014-05-01 is one value, and no subtraction.
    private bool TryTakeDate(int end)
    {
        var stop = end;
        while (stop < _text.Length && (char.IsAsciiDigit(_text[stop]) || _text[stop] == '-'))
            stop++;
        var text = _text[_at..stop].TrimEnd('-');
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return false;
        _words.Add(new QuestionWord(text, WordKey.Of(text), text, WordKind.Quoted));
        _at += text.Length;
        return true;
    }

    private static decimal? Number(string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal);
        return plain.Length <= 18 && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void TakeWord()
    {
        var start = _at;
        while (_at < _text.Length && (IsWordAt(_at) || IsInnerApostrophe()))
            _at++;
        var text = _text[start.._at];
        var key = WordKey.Of(text);
        if (key.Length > 0)
            _words.Add(new QuestionWord(text, key, _lexicon.Stem(key), WordKind.Word) { Number = _lexicon.NumberOf(key) });
    }

    // don't, isn't: one word; the owner's 's is not of the word.
    private bool IsInnerApostrophe() => IsApostrophe(_text[_at]) && !IsPossessive() && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]);

    private bool IsPossessive() =>
        _at > 0 && char.IsLetterOrDigit(_text[_at - 1])
        && (_at + 1 >= _text.Length || !IsWordAt(_at + 1) || (_text[_at + 1] is 's' && !IsWordAt(_at + 2)));

    private void TakePossessive()
    {
        Add("'s", WordKind.Possessive);
        _at += _at + 1 < _text.Length && _text[_at + 1] == 's' ? 2 : 1;
    }

    private static bool IsApostrophe(char character) => character is '\'' or '’' or '´';

    private bool IsWordAt(int at)
    {
        if (at >= _text.Length || _text[at] is '<' or '>' or '=' or '_')
            return false;
        return char.IsSurrogate(_text[at]) || (Rune.TryCreate(_text[at], out var rune) && WordKey.IsWordRune(rune) && !IsApostrophe(_text[at]));
    }

    private void Add(string text, WordKind kind) => _words.Add(new QuestionWord(text, text, text, kind));
}
