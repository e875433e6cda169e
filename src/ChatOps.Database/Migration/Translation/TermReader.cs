using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Reads what stands between operators: values, names, calls, CASE, and what is in parentheses.</summary>
internal sealed class TermReader(SqlTokens tokens, ExpressionReader expressions)
{
    /// <summary>Words that cannot be a column's name without quotes.</summary>
    private static readonly string[] Reserved = ["SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "ON", "JOIN", "AND", "OR", "WHEN", "THEN", "ELSE", "END", "AS", "IN", "IS", "LIKE", "BETWEEN", "NOT", "EXISTS", "COLLATE", "INTERVAL", "ARRAY"];

    internal SqlNode Read()
    {
        var token = tokens.Next();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return SqlLiterals.Number(token.Text);
            case TokenKind.Text:
                return SqlLiterals.Text(token, tokens.Engine);
            case TokenKind.QuotedName:
                return token.Text[0] == '[' && tokens.Engine != DatabaseProvider.Sqlite ? throw new UntranslatableException("it holds an array") : ReadName(token);
            case TokenKind.Symbol when token.Is("("):
                if (tokens.Is("SELECT"))
                {
                    throw new UntranslatableException("it holds a query within");
                }

                var inner = expressions.ReadOr();
                tokens.Expect(")");
                return inner is SqlLiteral or SqlGroup ? inner : new SqlGroup(inner);
            case TokenKind.Word:
                return ReadWord(token);
            default:
                throw new UntranslatableException($"'{token.Text}' is not understood there");
        }
    }

    private SqlNode ReadWord(Token word)
    {
        switch (word.Text.ToUpperInvariant())
        {
            case "NULL":
                return new SqlLiteral(SqlClass.Null, "");
            case "TRUE" or "FALSE":
                return new SqlLiteral(SqlClass.Boolean, word.Text.ToLowerInvariant());
            case "CASE":
                return ReadCase();
            case "CAST" when tokens.Take("("):
                var operand = expressions.ReadOr();
                tokens.Expect("AS");
                var cast = CastReader.Cast(operand, CastReader.ReadType(tokens));
                tokens.Expect(")");
                return cast;
            case "CURRENT_TIMESTAMP" or "LOCALTIMESTAMP" or "CURRENT_DATE" or "CURRENT_TIME":
                return ReadClock(word);
        }

        // An introducer of MySQL: the character set of the text behind it.
        if (word.Text.StartsWith("_utf8", StringComparison.OrdinalIgnoreCase) && tokens.Engine == DatabaseProvider.MySql && tokens.Current is { Kind: TokenKind.Text } text)
        {
            tokens.Next();
            return SqlLiterals.Text(text, tokens.Engine);
        }

        if (tokens.Current is { Kind: TokenKind.Text } || Reserved.Contains(word.Text.ToUpperInvariant()))
        {
            throw new UntranslatableException($"'{word.Text}' is not understood there");
        }

        return tokens.Is("(") ? ReadCall(word.Text) : ReadName(word);
    }

    /// <summary>With or without parentheses and digits.</summary>
    private SqlCall ReadClock(Token word)
    {
        if (tokens.Take("(") && !tokens.Take(")"))
        {
            tokens.Next();
            tokens.Expect(")");
        }

        return new SqlCall(word.Text.ToLowerInvariant(), []);
    }

    private SqlNode ReadName(Token first)
    {
        if (!tokens.Take("."))
        {
            return tokens.Is("(") && first.Kind == TokenKind.QuotedName ? ReadCall(first.Unquoted) : new SqlName(null, first.Unquoted, first.Text[0] == '"');
        }

        if (tokens.Take("*"))
        {
            return new SqlStar(first.Unquoted);
        }

        var second = tokens.Next();
        if (!tokens.Take("."))
        {
            return tokens.Is("(") || second.Kind is not (TokenKind.Word or TokenKind.QuotedName) ? throw tokens.Unknown() : new SqlName(first.Unquoted, second.Unquoted, false);
        }

        // MySQL and PostgreSQL may write database or namespace before the table.
        return new SqlName(second.Unquoted, tokens.Next().Unquoted, false);
    }

    private SqlCall ReadCall(string function)
    {
        tokens.Expect("(");
        var name = function.ToLowerInvariant();
        if (name == "trim")
        {
            name = tokens.Take("BOTH", "FROM") ? "trim" : tokens.Take("LEADING", "FROM") ? "ltrim" : tokens.Take("TRAILING", "FROM") ? "rtrim" : name;
        }

        if (tokens.Take("*"))
        {
            tokens.Expect(")");
            return new SqlCall(name, [new SqlStar(null)]);
        }

        var distinct = tokens.Take("DISTINCT");
        var call = new SqlCall(name, tokens.Take(")") ? [] : ReadList(), distinct);
        return tokens.Is("OVER") || tokens.Is("FILTER") ? throw tokens.Unknown() : call;
    }

    /// <summary>Up to the closing parenthesis. PostgreSQL writes <c>substring(x FROM 1 FOR 2)</c> and <c>TRIM(BOTH FROM x)</c>.</summary>
    internal List<SqlNode> ReadList()
    {
        if (tokens.Is("SELECT"))
        {
            throw new UntranslatableException("it holds a query within");
        }

        var items = new List<SqlNode>();
        do
        {
            items.Add(expressions.ReadOr());
        }
        while (tokens.Take(",") || tokens.Take("FROM") || tokens.Take("FOR"));

        tokens.Expect(")");
        return items;
    }

    private SqlCase ReadCase()
    {
        var operand = tokens.Is("WHEN") ? null : expressions.ReadOr();
        var branches = new List<(SqlNode, SqlNode)>();
        while (tokens.Take("WHEN"))
        {
            var when = expressions.ReadOr();
            tokens.Expect("THEN");
            branches.Add((when, expressions.ReadOr()));
        }

        var otherwise = tokens.Take("ELSE") ? expressions.ReadOr() : null;
        tokens.Expect("END");
        return new SqlCase(operand, branches, otherwise);
    }

    /// <summary><c>(ARRAY['a'::text, 'b'::text])</c>, perhaps with a cast behind; the tokenizer takes what stands in brackets for one name.</summary>
    internal List<SqlNode> ReadArray()
    {
        tokens.Expect("(");
        var isWrapped = tokens.Take("(");
        tokens.Expect("ARRAY");
        var list = tokens.Next();
        if (list.Kind != TokenKind.QuotedName || list.Text[0] != '[' || list.Text[^1] != ']')
        {
            throw new UntranslatableException("it holds an array");
        }

        if (isWrapped)
        {
            tokens.Expect(")");
        }

        if (tokens.Take("::"))
        {
            CastReader.ReadType(tokens);
        }

        tokens.Expect(")");
        var inner = new SqlTokens(list.Text[1..^1] + ")", tokens.Engine);
        var items = new TermReader(inner, new ExpressionReader(inner)).ReadList();
        inner.ExpectEnd();
        return items;
    }
}
