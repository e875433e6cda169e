namespace ChatOps.Database.Dialects;

/// <summary>Words, texts and signs of a statement, by SQLite's rules, which hold every way of quoting that the other engines have: four of quoting, two of commenting. White space and comments are left out.</summary>
internal static class SqlTokenizer
{
    internal static IEnumerable<Token> Tokenize(string sql)
    {
        var position = 0;
        while (position < sql.Length)
        {
            var start = position;
            var next = sql[position];
            if (next is ' ' or '\t' or '\n' or '\r' or '\f' or '\uFEFF')
            {
                position++;
                continue;
            }

            if (At(sql, position, "--"))
            {
                position = EndOf(sql, position, "\n");
                continue;
            }

            if (At(sql, position, "/*"))
            {
                position = EndOf(sql, position + 2, "*/");
                continue;
            }

            var kind = Scan(sql, ref position);
            yield return new Token(kind, sql[start..position], start);
        }
    }

    /// <summary>Those of <paramref name="names"/> that the expression mentions, in their own spelling and order.</summary>
    internal static IReadOnlyList<string> Names(string expression, IEnumerable<string> names)
    {
        var mentioned = Tokenize(expression)
            .Where(token => token.Kind is TokenKind.Word or TokenKind.QuotedName)
            .Select(token => token.Unquoted)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. names.Where(mentioned.Contains)];
    }

    private static TokenKind Scan(string sql, ref int position)
    {
        var next = sql[position];
        switch (next)
        {
            case '\'':
                position = EndOfQuoted(sql, position, '\'');
                return TokenKind.Text;
            case '"' or '`':
                position = EndOfQuoted(sql, position, next);
                return TokenKind.QuotedName;
            case '[':
                position = EndOf(sql, position, "]");
                return TokenKind.QuotedName;
        }

        if (IsWordStart(next))
        {
            while (position < sql.Length && (IsWordStart(sql[position]) || char.IsAsciiDigit(sql[position]) || sql[position] == '$'))
            {
                position++;
            }

            return TokenKind.Word;
        }

        if (char.IsAsciiDigit(next))
        {
            while (position < sql.Length && (char.IsAsciiLetterOrDigit(sql[position]) || sql[position] is '.' or '_'))
            {
                position++;
            }

            return TokenKind.Number;
        }

        position++;
        return TokenKind.Symbol;
    }

    /// <summary>Everything beyond ASCII counts as a letter, as in SQLite.</summary>
    private static bool IsWordStart(char next) => char.IsAsciiLetter(next) || next == '_' || next >= '\u0080';

    private static bool At(string sql, int position, string text) => string.CompareOrdinal(sql, position, text, 0, text.Length) == 0;

    private static int EndOf(string sql, int position, string terminator)
    {
        var end = sql.IndexOf(terminator, position, StringComparison.Ordinal);
        return end < 0 ? sql.Length : end + terminator.Length;
    }

    private static int EndOfQuoted(string sql, int position, char quote)
    {
        position++;
        while (position < sql.Length)
        {
            if (sql[position++] == quote)
            {
                if (position >= sql.Length || sql[position] != quote)
                {
                    break;
                }

                position++;
            }
        }

        return position;
    }
}

/// <summary>One lexical unit.</summary>
/// <param name="Text">As written, quotes included.</param>
/// <param name="Start">Its position in the statement.</param>
internal sealed record Token(TokenKind Kind, string Text, int Start)
{
    internal int End => Start + Text.Length;

    internal bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name or text without its quotes.</summary>
    internal string Unquoted => Kind switch
    {
        TokenKind.QuotedName when Text[0] == '[' => Text[1..].TrimEnd(']'),
        TokenKind.QuotedName or TokenKind.Text => Text[1..^1].Replace(new string(Text[0], 2), Text[..1], StringComparison.Ordinal),
        _ => Text,
    };
}

/// <summary>Kinds of lexical units.</summary>
internal enum TokenKind
{
    /// <summary>A keyword or a bare name.</summary>
    Word,

    /// <summary>A name in double quotes, back quotes or brackets.</summary>
    QuotedName,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A number or a hexadecimal literal.</summary>
    Number,

    /// <summary>Any other single character.</summary>
    Symbol,
}
