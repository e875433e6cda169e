using System.Text;

namespace ChatOps.Agents.Planner.Language;

/// <summary>
/// Cuts a cleaned text into tokens. Hyphens and underscores part words without a trace, so that names compare
/// alike however they are joined; quotation marks leave only a flag on what they enclose.
/// </summary>
internal sealed class Tokenizer
{
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private char _closing;

    private Tokenizer(string text) => _text = text;

    public static IReadOnlyList<Token> Split(string text)
    {
        var tokenizer = new Tokenizer(text);
        while (tokenizer._at < text.Length)
            tokenizer.Next();
        return tokenizer._tokens;
    }

    private void Next()
    {
        var current = _text[_at];
        if (_closing != '\0' && current == _closing)
        {
            _closing = '\0';
            _at++;
        }
        else if (AtChunkStart() && (OpenQuote() || TakeChunk()))
        {
            // Taken as a whole.
        }
        else if (current == '\n')
        {
            Add("\n", TokenKind.Punctuation, 1);
        }
        else if (WordKey.IsWordRune(Rune.GetRuneAt(_text, _at)))
        {
            TakeWord();
        }
        else if (current is ',' or ';' or ':' or '!' or '?' || (current == '.' && !IsWordAt(_at + 1)))
        {
            Add(current.ToString(), TokenKind.Punctuation, 1);
        }
        else if (current == '&')
        {
            Add("&", TokenKind.Word, 1);
        }
        else
        {
            _at++;
        }
    }

    private bool AtChunkStart() => _at == 0 || char.IsWhiteSpace(_text[_at - 1]) || _text[_at - 1] is '(' or '"' or '“' or '`' or '«' or '„';

    private bool OpenQuote()
    {
        var closing = _text[_at] switch
        {
            '"' => '"',
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '`' => '`',
            '\'' => '\'',
            '‘' => '’',
            _ => '\0',
        };
        if (closing == '\0' || _closing != '\0')
            return false;
        var end = _text.IndexOf(closing, _at + 1);
        while (end >= 0 && closing is '\'' or '’' && end >= 0 && IsWordAt(end + 1))
            end = _text.IndexOf(closing, end + 1);
        if (end <= _at + 1)
            return false;
        // Quotes around a whole message, or around several words, do not make one name of it.
        _closing = closing;
        _at++;
        return true;
    }

    private bool TakeChunk()
    {
        var end = _at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != _closing)
            end++;
        var chunk = _text.AsSpan(_at, end - _at).TrimEnd(".,;:!?)\"'”»`");
        var kind = ChunkKind.Of(chunk);
        if (kind is null)
            return false;
        Add(chunk.ToString(), kind.Value, chunk.Length);
        return true;
    }

    private void TakeWord()
    {
        var start = _at;
        while (_at < _text.Length)
        {
            if (IsWordAt(_at))
            {
                _at += Rune.GetRuneAt(_text, _at).Utf16SequenceLength;
            }
            else if (_text[_at] is '\'' or '’' or '´' && _at + 1 < _text.Length && char.IsLetter(_text[_at + 1]) && !IsPossessive(_at))
            {
                _at++; // don't, isn't: one word
            }
            else
            {
                break;
            }
        }

        _tokens.Add(new Token(WordKey.Of(_text[start.._at]), TokenKind.Word, _closing != '\0', start, _at));
        if (_at < _text.Length && IsPossessive(_at))
        {
            _tokens.Add(new Token("'s", TokenKind.Clitic, false, _at, _at + 2));
            _at += 2;
        }
    }

    private bool IsPossessive(int at) =>
        _text[at] is '\'' or '’' or '´' && at + 1 < _text.Length && _text[at + 1] is 's' or 'S' && !IsWordAt(at + 2);

    private bool IsWordAt(int at) => at < _text.Length && Rune.TryGetRuneAt(_text, at, out var rune) && WordKey.IsWordRune(rune);

    private void Add(string key, TokenKind kind, int length)
    {
        _tokens.Add(new Token(key, kind, _closing != '\0', _at, _at + length));
        _at += length;
    }
}
