using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>The words and signs of a statement, one after another.</summary>
internal sealed class SqlTokens
{
    private static readonly string[] LongSigns = ["<=", ">=", "<>", "!=", "==", "||", "::"];

    private readonly List<Token> _tokens;
    private int _at;

    internal SqlTokens(string sql, DatabaseProvider engine)
    {
        (Sql, Engine) = (sql, engine);
        _tokens = Join(SqlTokenizer.Tokenize(sql));
    }

    internal string Sql { get; }

    internal DatabaseProvider Engine { get; }

    internal Token? Current => _at < _tokens.Count ? _tokens[_at] : null;

    /// <summary>Where the next token begins.</summary>
    internal int Start => Current?.Start ?? Sql.Length;

    /// <summary>Where the last token ended.</summary>
    internal int End => _at == 0 ? 0 : _tokens[_at - 1].End;

    internal Token? Peek(int ahead) => _at + ahead < _tokens.Count ? _tokens[_at + ahead] : null;

    internal Token Next() => _at < _tokens.Count ? _tokens[_at++] : throw new UntranslatableException("it ends too early");

    internal bool Is(string text) => Current?.Is(text) ?? false;

    internal bool Is(string first, string second) => Is(first) && (Peek(1)?.Is(second) ?? false);

    internal bool Take(string text)
    {
        var found = Is(text);
        _at += found ? 1 : 0;
        return found;
    }

    internal bool Take(string first, string second)
    {
        var found = Is(first, second);
        _at += found ? 2 : 0;
        return found;
    }

    internal void Expect(string text)
    {
        if (!Take(text))
        {
            throw Unknown();
        }
    }

    internal void ExpectEnd()
    {
        if (Current is not null)
        {
            throw Unknown();
        }
    }

    internal UntranslatableException Unknown() => new(Current is { } token ? $"'{token.Text}' is not understood there" : "it ends too early");

    private static List<Token> Join(IEnumerable<Token> tokens)
    {
        var joined = new List<Token>();
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Symbol && joined is [.., { Kind: TokenKind.Symbol } last] && last.End == token.Start && LongSigns.Contains(last.Text + token.Text))
            {
                joined[^1] = last with { Text = last.Text + token.Text };
            }
            else if (token.Kind == TokenKind.Number && joined is [.., { Kind: TokenKind.Symbol, Text: "." } point] && point.End == token.Start)
            {
                joined[^1] = new Token(TokenKind.Number, $"0.{token.Text}", point.Start);
            }
            else
            {
                joined.Add(token);
            }
        }

        return joined;
    }
}
