using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>
/// Reads an expression by the rules that SQLite, PostgreSQL and MySQL share. Where they differ, or anything else stands there, it stops: what
/// is not understood is not translated.
/// </summary>
internal sealed class ExpressionReader(SqlTokens tokens)
{
    private static readonly string[] Comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="];

    /// <summary>Words that cannot be a column's name without quotes.</summary>
    private static readonly string[] Reserved = ["SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "ON", "JOIN", "AND", "OR", "WHEN", "THEN", "ELSE", "END", "AS", "IN", "IS", "LIKE", "BETWEEN", "NOT", "EXISTS", "COLLATE", "INTERVAL", "ARRAY"];

    /// <summary>The whole text as one expression.</summary>
    /// <exception cref="UntranslatableException">It holds something else.</exception>
    internal static SqlNode Read(string sql, DatabaseProvider engine)
    {
        var tokens = new SqlTokens(sql, engine);
        var node = new ExpressionReader(tokens).ReadOr();
        tokens.ExpectEnd();
        return node;
    }

    internal SqlNode ReadOr()
    {
        var left = ReadAnd();
        while (tokens.Take("OR"))
        {
            left = new SqlBinary("OR", left, ReadAnd());
        }

        return left;
    }

    private SqlNode ReadAnd()
    {
        var left = ReadNot();
        while (tokens.Take("AND"))
        {
            left = new SqlBinary("AND", left, ReadNot());
        }

        return left;
    }

    private SqlNode ReadNot() => tokens.Take("NOT") ? new SqlUnary("NOT", ReadNot()) : ReadComparison();

    private SqlNode ReadComparison()
    {
        var left = ReadConcatenation();
        while (tokens.Current is { } token)
        {
            if (token.Kind == TokenKind.Symbol && Comparisons.Contains(token.Text))
            {
                tokens.Next();
                left = ReadRight(left, token.Text switch { "==" => "=", "!=" => "<>", var sign => sign });
            }
            else if (tokens.Take("IS"))
            {
                left = ReadIs(left);
            }
            else if (tokens.Take("ISNULL") || tokens.Is("NOTNULL") || tokens.Is("NOT", "NULL"))
            {
                var not = !tokens.Current!.Is("ISNULL") && (tokens.Take("NOTNULL") || tokens.Take("NOT", "NULL"));
                left = new SqlIsNull(left, not);
            }
            else if (ReadPostfix(left) is { } node)
            {
                left = node;
            }
            else
            {
                break;
            }
        }

        return left;
    }

    private SqlNode ReadRight(SqlNode left, string sign)
    {
        // PostgreSQL writes IN as = ANY (ARRAY[...]) and NOT IN as <> ALL (ARRAY[...]).
        if ((sign == "=" && tokens.Take("ANY")) || (sign == "<>" && tokens.Take("ALL")))
        {
            return new SqlIn(left, ReadArray(), sign == "<>");
        }

        return new SqlBinary(sign, left, ReadConcatenation());
    }

    private SqlNode ReadIs(SqlNode left)
    {
        var not = tokens.Take("NOT");
        return tokens.Take("NULL") ? new SqlIsNull(left, not)
            : tokens.Take("TRUE") ? new SqlIsTruth(left, true, not)
            : tokens.Take("FALSE") ? new SqlIsTruth(left, false, not)
            : throw tokens.Unknown();
    }

    private SqlNode? ReadPostfix(SqlNode left)
    {
        var not = tokens.Is("NOT") && (tokens.Peek(1) is { } next && (next.Is("IN") || next.Is("LIKE") || next.Is("ILIKE") || next.Is("BETWEEN"))) && tokens.Take("NOT");
        if (tokens.Take("IN"))
        {
            tokens.Expect("(");
            return new SqlIn(left, ReadList(), not);
        }

        if (tokens.Take("BETWEEN"))
        {
            var low = ReadConcatenation();
            tokens.Expect("AND");
            return new SqlBetween(left, low, ReadConcatenation(), not);
        }

        if (tokens.Is("LIKE") || tokens.Is("ILIKE"))
        {
            var insensitive = tokens.Next().Is("ILIKE");
            return new SqlLike(left, ReadConcatenation(), not, insensitive);
        }

        return ReadLikeSign(left);
    }

    /// <summary>PostgreSQL writes LIKE as <c>~~</c>, with <c>!</c> before it for NOT and <c>*</c> behind it for ILIKE.</summary>
    private SqlNode? ReadLikeSign(SqlNode left)
    {
        var start = tokens.Is("!") ? 1 : 0;
        if (tokens.Engine != DatabaseProvider.PostgreSql || tokens.Peek(start)?.Text != "~" || tokens.Peek(start + 1)?.Text != "~")
        {
            return null;
        }

        var not = tokens.Take("!");
        tokens.Take("~", "~");
        var insensitive = tokens.Take("*");
        return new SqlLike(left, ReadConcatenation(), not, insensitive);
    }

    /// <summary>Engines differ in how <c>||</c> stands to arithmetic, so the two are only read where parentheses tell.</summary>
    private SqlNode ReadConcatenation()
    {
        var left = ReadSum();
        while (tokens.Is("||"))
        {
            if (tokens.Engine == DatabaseProvider.MySql)
            {
                throw new UntranslatableException("|| means OR in MySQL");
            }

            tokens.Next();
            var right = ReadSum();
            if (left is SqlBinary { Operator: not "||" } || right is SqlBinary)
            {
                throw new UntranslatableException("|| stands beside arithmetic without parentheses");
            }

            left = new SqlBinary("||", left, right);
        }

        return left;
    }

    private SqlNode ReadSum()
    {
        var left = ReadProduct();
        while (tokens.Is("+") || tokens.Is("-"))
        {
            left = new SqlBinary(tokens.Next().Text, left, ReadProduct());
        }

        return left;
    }

    private SqlNode ReadProduct()
    {
        var left = ReadUnary();
        while (tokens.Is("*") || tokens.Is("/") || tokens.Is("%"))
        {
            left = new SqlBinary(tokens.Next().Text, left, ReadUnary());
        }

        return left;
    }

    private SqlNode ReadUnary()
    {
        if (tokens.Take("-"))
        {
            return ReadUnary() is SqlLiteral { Class: SqlClass.Integer or SqlClass.Decimal or SqlClass.Real } number && !number.Text.StartsWith('-')
                ? number with { Text = "-" + number.Text }
                : throw new UntranslatableException("a minus stands before something other than a number");
        }

        return tokens.Take("+") ? ReadUnary() : ReadCasts(ReadPrimary());
    }

    private SqlNode ReadCasts(SqlNode node)
    {
        while (tokens.Take("::"))
        {
            node = CastReader.Cast(node, CastReader.ReadType(tokens));
        }

        return node;
    }

    private SqlNode ReadPrimary()
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

                var inner = ReadOr();
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
                var operand = ReadOr();
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
    private List<SqlNode> ReadList()
    {
        if (tokens.Is("SELECT"))
        {
            throw new UntranslatableException("it holds a query within");
        }

        var items = new List<SqlNode>();
        do
        {
            items.Add(ReadOr());
        }
        while (tokens.Take(",") || tokens.Take("FROM") || tokens.Take("FOR"));

        tokens.Expect(")");
        return items;
    }

    private SqlCase ReadCase()
    {
        var operand = tokens.Is("WHEN") ? null : ReadOr();
        var branches = new List<(SqlNode, SqlNode)>();
        while (tokens.Take("WHEN"))
        {
            var when = ReadOr();
            tokens.Expect("THEN");
            branches.Add((when, ReadOr()));
        }

        var otherwise = tokens.Take("ELSE") ? ReadOr() : null;
        tokens.Expect("END");
        return new SqlCase(operand, branches, otherwise);
    }

    /// <summary><c>(ARRAY['a'::text, 'b'::text])</c>, perhaps with a cast behind; the tokenizer takes what stands in brackets for one name.</summary>
    private List<SqlNode> ReadArray()
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
        var items = new ExpressionReader(inner).ReadList();
        inner.ExpectEnd();
        return items;
    }
}
