using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>
/// Reads an expression by the rules that SQLite, PostgreSQL and MySQL share. Where they differ, or anything else stands there, it stops: what
/// is not understood is not translated.
/// </summary>
internal sealed class ExpressionReader
{
    private static readonly string[] Comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="];

    private readonly SqlTokens _tokens;
    private readonly TermReader _terms;

    internal ExpressionReader(SqlTokens tokens) => (_tokens, _terms) = (tokens, new TermReader(tokens, this));

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
        while (_tokens.Take("OR"))
        {
            left = new SqlBinary("OR", left, ReadAnd());
        }

        return left;
    }

    private SqlNode ReadAnd()
    {
        var left = ReadNot();
        while (_tokens.Take("AND"))
        {
            left = new SqlBinary("AND", left, ReadNot());
        }

        return left;
    }

    private SqlNode ReadNot() => _tokens.Take("NOT") ? new SqlUnary("NOT", ReadNot()) : ReadComparison();

    private SqlNode ReadComparison()
    {
        var left = ReadConcatenation();
        while (_tokens.Current is { } token)
        {
            if (token.Kind == TokenKind.Symbol && Comparisons.Contains(token.Text))
            {
                _tokens.Next();
                left = ReadRight(left, token.Text switch { "==" => "=", "!=" => "<>", var sign => sign });
            }
            else if (_tokens.Take("IS"))
            {
                left = ReadIs(left);
            }
            else if (_tokens.Take("ISNULL") || _tokens.Is("NOTNULL") || _tokens.Is("NOT", "NULL"))
            {
                var not = !_tokens.Current!.Is("ISNULL") && (_tokens.Take("NOTNULL") || _tokens.Take("NOT", "NULL"));
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
        if ((sign == "=" && _tokens.Take("ANY")) || (sign == "<>" && _tokens.Take("ALL")))
        {
            return new SqlIn(left, _terms.ReadArray(), sign == "<>");
        }

        return new SqlBinary(sign, left, ReadConcatenation());
    }

    private SqlNode ReadIs(SqlNode left)
    {
        var not = _tokens.Take("NOT");
        return _tokens.Take("NULL") ? new SqlIsNull(left, not)
            : _tokens.Take("TRUE") ? new SqlIsTruth(left, true, not)
            : _tokens.Take("FALSE") ? new SqlIsTruth(left, false, not)
            : throw _tokens.Unknown();
    }

    private SqlNode? ReadPostfix(SqlNode left)
    {
        var not = _tokens.Is("NOT") && (_tokens.Peek(1) is { } next && (next.Is("IN") || next.Is("LIKE") || next.Is("ILIKE") || next.Is("BETWEEN"))) && _tokens.Take("NOT");
        if (_tokens.Take("IN"))
        {
            _tokens.Expect("(");
            return new SqlIn(left, _terms.ReadList(), not);
        }

        if (_tokens.Take("BETWEEN"))
        {
            var low = ReadConcatenation();
            _tokens.Expect("AND");
            return new SqlBetween(left, low, ReadConcatenation(), not);
        }

        if (_tokens.Is("LIKE") || _tokens.Is("ILIKE"))
        {
            var insensitive = _tokens.Next().Is("ILIKE");
            return new SqlLike(left, ReadConcatenation(), not, insensitive);
        }

        return ReadLikeSign(left);
    }

    /// <summary>PostgreSQL writes LIKE as <c>~~</c>, with <c>!</c> before it for NOT and <c>*</c> behind it for ILIKE.</summary>
    private SqlNode? ReadLikeSign(SqlNode left)
    {
        var start = _tokens.Is("!") ? 1 : 0;
        if (_tokens.Engine != DatabaseProvider.PostgreSql || _tokens.Peek(start)?.Text != "~" || _tokens.Peek(start + 1)?.Text != "~")
        {
            return null;
        }

        var not = _tokens.Take("!");
        _tokens.Take("~", "~");
        var insensitive = _tokens.Take("*");
        return new SqlLike(left, ReadConcatenation(), not, insensitive);
    }

    /// <summary>Engines differ in how <c>||</c> stands to arithmetic, so the two are only read where parentheses tell.</summary>
    private SqlNode ReadConcatenation()
    {
        var left = ReadSum();
        while (_tokens.Is("||"))
        {
            if (_tokens.Engine == DatabaseProvider.MySql)
            {
                throw new UntranslatableException("|| means OR in MySQL");
            }

            _tokens.Next();
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
        while (_tokens.Is("+") || _tokens.Is("-"))
        {
            left = new SqlBinary(_tokens.Next().Text, left, ReadProduct());
        }

        return left;
    }

    private SqlNode ReadProduct()
    {
        var left = ReadUnary();
        while (_tokens.Is("*") || _tokens.Is("/") || _tokens.Is("%"))
        {
            left = new SqlBinary(_tokens.Next().Text, left, ReadUnary());
        }

        return left;
    }

    private SqlNode ReadUnary()
    {
        if (_tokens.Take("-"))
        {
            return ReadUnary() is SqlLiteral { Class: SqlClass.Integer or SqlClass.Decimal or SqlClass.Real } number && !number.Text.StartsWith('-')
                ? number with { Text = "-" + number.Text }
                : throw new UntranslatableException("a minus stands before something other than a number");
        }

        return _tokens.Take("+") ? ReadUnary() : ReadCasts(_terms.Read());
    }

    private SqlNode ReadCasts(SqlNode node)
    {
        while (_tokens.Take("::"))
        {
            node = CastReader.Cast(node, CastReader.ReadType(_tokens));
        }

        return node;
    }
}
