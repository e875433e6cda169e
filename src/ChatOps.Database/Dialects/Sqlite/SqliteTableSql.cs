using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>What only a CREATE TABLE statement tells, read token by token.</summary>
internal sealed class SqliteTableSql
{
    private readonly string _sql;
    private readonly List<Token> _tokens;
    private readonly List<(string? Name, List<string> Columns, bool Deferrable, bool Deferred)> _foreignKeys = [];
    private readonly List<CheckConstraint> _checks = [];
    private readonly List<(string Name, List<string> Columns)> _keys = [];
    private readonly Dictionary<string, string> _collations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _expressions = new(StringComparer.OrdinalIgnoreCase);

    private SqliteTableSql(string sql)
    {
        _sql = sql;
        _tokens = [.. SqlTokenizer.Tokenize(sql)];
    }

    internal IReadOnlyList<CheckConstraint> Checks => _checks;

    /// <summary>By column name, where one is declared.</summary>
    internal IReadOnlyDictionary<string, string> Collations => _collations;

    /// <summary>Of generated columns, by name.</summary>
    internal IReadOnlyDictionary<string, string> Expressions => _expressions;

    internal bool Autoincrement { get; private set; }

    internal bool WithoutRowId { get; private set; }

    internal bool Strict { get; private set; }

    internal static SqliteTableSql Parse(string sql)
    {
        var parsed = new SqliteTableSql(sql);
        var open = parsed._tokens.FindIndex(token => token.Is("("));
        if (open >= 0)
        {
            var close = parsed.Closing(open);
            parsed.ReadBody(open + 1, close);
            var options = parsed._tokens.Skip(close + 1).ToList();
            parsed.WithoutRowId = options.Exists(token => token.Is("ROWID"));
            parsed.Strict = options.Exists(token => token.Is("STRICT"));
        }

        return parsed;
    }

    internal string? ForeignKeyName(IReadOnlyList<string> columns) =>
        _foreignKeys.FirstOrDefault(key => key.Name is not null && key.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase)).Name;

    internal bool IsDeferrable(IReadOnlyList<string> columns) =>
        _foreignKeys.Exists(key => key.Deferrable && key.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));

    /// <summary>The name of a PRIMARY KEY or UNIQUE constraint over these columns.</summary>
    internal string? KeyName(IReadOnlyList<string> columns) => _keys.FirstOrDefault(key => key.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase)).Name;

    internal bool IsDeferred(IReadOnlyList<string> columns) =>
        _foreignKeys.Exists(key => key.Deferred && key.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));

    private void ReadBody(int start, int end)
    {
        string? column = null;
        string? constraint = null;
        var atStart = true;
        for (var index = start; index < end; index++)
        {
            var token = _tokens[index];
            if (token.Is(","))
            {
                (atStart, constraint, column) = (true, null, null);
                continue;
            }

            if (atStart && !IsConstraintWord(token))
            {
                column = token.Unquoted;
            }

            atStart = false;
            if (token.Is("CONSTRAINT") && index + 1 < end)
            {
                constraint = _tokens[++index].Unquoted;
            }
            else if (token.Is("COLLATE") && column is not null && index + 1 < end)
            {
                _collations[column] = _tokens[++index].Unquoted;
            }
            else if (token.Is("CHECK") && index + 1 < end && _tokens[index + 1].Is("("))
            {
                var close = Closing(index + 1);
                _checks.Add(new CheckConstraint(constraint, _sql[_tokens[index + 1].End.._tokens[close].Start].Trim()));
                (index, constraint) = (close, null);
            }
            else if (token.Is("PRIMARY") || token.Is("UNIQUE"))
            {
                index = ReadKey(index, end, column, constraint);
                constraint = null;
            }
            else if (token.Is("AS") && column is not null && index + 1 < end && _tokens[index + 1].Is("("))
            {
                var close = Closing(index + 1);
                _expressions[column] = _sql[_tokens[index + 1].End.._tokens[close].Start].Trim();
                index = close;
            }
            else if (token.Is("AUTOINCREMENT"))
            {
                Autoincrement = true;
            }
            else if (token.Is("FOREIGN"))
            {
                var open = _tokens.FindIndex(index, next => next.Is("("));
                var close = Closing(open);
                _foreignKeys.Add((constraint, [.. _tokens[(open + 1)..close].Where(next => !next.Is(",")).Select(next => next.Unquoted)], false, false));
                (index, constraint) = (close, null);
            }
            else if (token.Is("REFERENCES") && column is not null)
            {
                _foreignKeys.Add((constraint, [column], false, false));
                constraint = null;
            }
            else if (token.Is("DEFERRABLE") && !_tokens[index - 1].Is("NOT") && _foreignKeys.Count > 0)
            {
                _foreignKeys[^1] = _foreignKeys[^1] with { Deferrable = true };
            }
            else if (token.Is("DEFERRED") && _tokens[index - 1].Is("INITIALLY") && _foreignKeys.Count > 0)
            {
                _foreignKeys[^1] = _foreignKeys[^1] with { Deferred = _foreignKeys[^1].Deferrable };
            }
            else if (token.Is("("))
            {
                index = Closing(index);
            }
        }
    }

    /// <summary>The key's columns, of the table's own or of the one column; returns where reading goes on.</summary>
    private int ReadKey(int index, int end, string? column, string? constraint)
    {
        var open = index + (_tokens[index].Is("PRIMARY") ? 2 : 1);
        if (column is not null || open >= end || !_tokens[open].Is("("))
        {
            Name(constraint, column is null ? [] : [column]);
            return index;
        }

        var close = Closing(open);
        Name(constraint, [.. Enumerable.Range(open, close - open).Where(at => _tokens[at].Is("(") || _tokens[at].Is(",")).Select(at => _tokens[at + 1].Unquoted)]);
        return close;
    }

    private void Name(string? constraint, List<string> columns)
    {
        if (constraint is not null)
        {
            _keys.Add((constraint, columns));
        }
    }

    private static bool IsConstraintWord(Token token) =>
        token.Is("CONSTRAINT") || token.Is("PRIMARY") || token.Is("UNIQUE") || token.Is("CHECK") || token.Is("FOREIGN");

    /// <summary>Index of the parenthesis that closes the one at <paramref name="open"/>, or of the last token.</summary>
    private int Closing(int open)
    {
        var depth = 0;
        for (var index = open; index < _tokens.Count; index++)
        {
            depth += _tokens[index].Is("(") ? 1 : _tokens[index].Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return index;
            }
        }

        return _tokens.Count - 1;
    }
}
