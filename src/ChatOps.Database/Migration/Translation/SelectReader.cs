using ChatOps.Database.Connections;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Reads a plain query: tables that are joined, conditions, groups, unions. Whatever else stands there ends the reading.</summary>
internal sealed class SelectReader
{
    private static readonly string[] Clauses = ["FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "ON", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "USING", "EXCEPT", "INTERSECT", "WINDOW", "OFFSET", "FETCH", "FOR"];

    private readonly SqlTokens _tokens;
    private readonly ExpressionReader _expressions;

    private SelectReader(SqlTokens tokens) => (_tokens, _expressions) = (tokens, new ExpressionReader(tokens));

    /// <summary>The query of a view, and the names that its columns were given, where they were.</summary>
    /// <param name="sql">In SQLite the whole CREATE VIEW, elsewhere the query alone.</param>
    /// <exception cref="UntranslatableException">It holds something else.</exception>
    internal static (SqlQuery Query, IReadOnlyList<string> Names) Read(string sql, DatabaseProvider engine)
    {
        var reader = new SelectReader(new SqlTokens(sql, engine));
        var names = engine == DatabaseProvider.Sqlite ? reader.ReadHead() : [];
        var query = reader.ReadQuery();
        reader._tokens.Take(";");
        reader._tokens.ExpectEnd();
        return (query, names);
    }

    private List<string> ReadHead()
    {
        while (!_tokens.Is("AS") && !_tokens.Is("("))
        {
            _tokens.Next();
        }

        var names = new List<string>();
        if (_tokens.Take("("))
        {
            do
            {
                names.Add(_tokens.Next().Unquoted);
            }
            while (_tokens.Take(","));

            _tokens.Expect(")");
        }

        _tokens.Expect("AS");
        return names;
    }

    private SqlQuery ReadQuery()
    {
        var parts = new List<(string?, SqlSelect)> { (null, ReadSelect()) };
        while (_tokens.Take("UNION"))
        {
            parts.Add((_tokens.Take("ALL") ? "UNION ALL" : "UNION", ReadSelect()));
        }

        var order = new List<(SqlNode, bool)>();
        if (_tokens.Take("ORDER", "BY"))
        {
            do
            {
                var node = _expressions.ReadOr();
                order.Add((node, _tokens.Take("DESC") && !_tokens.Take("ASC")));
                _tokens.Take("ASC");
            }
            while (_tokens.Take(","));
        }

        return new SqlQuery(parts, order);
    }

    private SqlSelect ReadSelect()
    {
        _tokens.Expect("SELECT");
        var distinct = _tokens.Take("DISTINCT");
        var items = new List<SqlItem>();
        do
        {
            items.Add(ReadItem());
        }
        while (_tokens.Take(","));

        _tokens.Expect("FROM");
        var source = ReadSources();
        var where = _tokens.Take("WHERE") ? _expressions.ReadOr() : null;
        var groups = new List<SqlNode>();
        if (_tokens.Take("GROUP", "BY"))
        {
            do
            {
                groups.Add(_expressions.ReadOr());
            }
            while (_tokens.Take(","));
        }

        return new SqlSelect(distinct, items, source, where, groups, _tokens.Take("HAVING") ? _expressions.ReadOr() : null);
    }

    private SqlItem ReadItem()
    {
        if (_tokens.Take("*"))
        {
            return new SqlItem(new SqlStar(null), null, "*");
        }

        var start = _tokens.Start;
        var node = _expressions.ReadOr();
        var text = _tokens.Sql[start.._tokens.End];
        return new SqlItem(node, ReadAlias(), text);
    }

    private string? ReadAlias()
    {
        if (_tokens.Take("AS"))
        {
            return _tokens.Next().Unquoted;
        }

        return _tokens.Current is { Kind: TokenKind.QuotedName or TokenKind.Word } token && !(token.Kind == TokenKind.Word && Clauses.Contains(token.Text.ToUpperInvariant())) ? _tokens.Next().Unquoted : null;
    }

    private SqlSource ReadSources()
    {
        var left = ReadJoins();
        while (_tokens.Take(","))
        {
            left = new SqlJoin("CROSS JOIN", left, ReadJoins(), null);
        }

        return left;
    }

    private SqlSource ReadJoins()
    {
        var left = ReadSource();
        while (ReadJoinWord() is { } word)
        {
            var right = ReadSource();
            var on = _tokens.Take("ON") ? _expressions.ReadOr() : null;
            left = new SqlJoin(on is null ? "CROSS JOIN" : word == "CROSS JOIN" ? "JOIN" : word, left, right, on is null && word == "LEFT JOIN" ? throw _tokens.Unknown() : on);
        }

        return left;
    }

    private string? ReadJoinWord()
    {
        if (_tokens.Take("JOIN") || _tokens.Take("INNER", "JOIN"))
        {
            return "JOIN";
        }

        if (_tokens.Take("CROSS", "JOIN"))
        {
            return "CROSS JOIN";
        }

        if (!_tokens.Take("LEFT"))
        {
            return null;
        }

        _tokens.Take("OUTER");
        _tokens.Expect("JOIN");
        return "LEFT JOIN";
    }

    private SqlSource ReadSource()
    {
        if (_tokens.Take("("))
        {
            if (_tokens.Is("SELECT"))
            {
                var query = ReadQuery();
                _tokens.Expect(")");
                return new SqlDerived(query, ReadAlias() ?? throw _tokens.Unknown());
            }

            var inner = ReadSources();
            _tokens.Expect(")");
            return inner;
        }

        var name = _tokens.Next();
        var last = _tokens.Take(".") ? _tokens.Next() : name;
        return name.Kind is TokenKind.Word or TokenKind.QuotedName && last.Kind is TokenKind.Word or TokenKind.QuotedName && !_tokens.Is("(")
            ? new SqlTable(last.Unquoted, ReadAlias())
            : throw new UntranslatableException($"'{name.Text}' is no table");
    }
}
