using System.Text;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>
/// References and CHECK constraints from <c>SHOW CREATE TABLE</c>. The catalog tells of constraints only to a user who may do more than SELECT
/// (MariaDB, "Information Schema REFERENTIAL_CONSTRAINTS Table"), and the user that is asked for may not.
/// </summary>
internal sealed class MySqlTableSql
{
    private readonly List<Token> _tokens;
    private readonly string _sql;

    private MySqlTableSql(string sql) => (_sql, _tokens) = (sql, [.. SqlTokenizer.Tokenize(sql)]);

    /// <summary>A quote inside a text as two quotes, which every SQL mode reads alike, where the server writes a backslash before it.</summary>
    internal static string WithDoubledQuotes(string sql)
    {
        var doubled = new StringBuilder(sql.Length);
        var inside = false;
        for (var index = 0; index < sql.Length; index++)
        {
            if (inside && sql[index] == '\\' && index + 1 < sql.Length)
            {
                doubled.Append(sql[index + 1] == '\'' ? "\'\'" : sql.AsSpan(index, 2));
                index++;
                continue;
            }

            inside ^= sql[index] == '\'';
            doubled.Append(sql[index]);
        }

        return doubled.ToString();
    }

    internal List<ForeignKey> ForeignKeys { get; } = [];

    internal List<CheckConstraint> Checks { get; } = [];

    internal static MySqlTableSql Parse(string sql)
    {
        var parsed = new MySqlTableSql(WithDoubledQuotes(sql));
        var open = parsed._tokens.FindIndex(token => token.Is("("));
        if (open >= 0)
        {
            parsed.ReadBody(open + 1, parsed.Closing(open));
        }

        return parsed;
    }

    /// <summary>One definition after another, at the commas of the outermost parentheses.</summary>
    private void ReadBody(int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            var stop = EndOfDefinition(index, end);
            ReadDefinition(index, stop);
            index = stop;
        }
    }

    private int EndOfDefinition(int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            if (_tokens[index].Is(","))
            {
                return index;
            }

            index = _tokens[index].Is("(") ? Closing(index) : index;
        }

        return end;
    }

    /// <summary>A column's own CHECK is named after the column; one of the table has a name of its own.</summary>
    private void ReadDefinition(int start, int end)
    {
        var named = _tokens[start].Is("CONSTRAINT");
        var name = _tokens[named ? start + 1 : start].Unquoted;
        for (var index = named ? start + 2 : start; index < end; index++)
        {
            if (_tokens[index].Is("FOREIGN"))
            {
                ForeignKeys.Add(ReadForeignKey(name, index, end));
                return;
            }

            if (_tokens[index].Is("CHECK") && index + 1 < end && _tokens[index + 1].Is("("))
            {
                var close = Closing(index + 1);
                Checks.Add(new CheckConstraint(name, _sql[_tokens[index + 1].End.._tokens[close].Start].Trim()));
                index = close;
            }
            else if (_tokens[index].Is("("))
            {
                index = Closing(index);
            }
        }
    }

    /// <summary><c>FOREIGN KEY (a, b) REFERENCES parent (c, d) ON DELETE SET NULL ON UPDATE CASCADE</c>; RESTRICT is what is left out.</summary>
    private ForeignKey ReadForeignKey(string name, int start, int end)
    {
        var open = _tokens.FindIndex(start, token => token.Is("("));
        var close = Closing(open);
        var parent = _tokens[close + 2].Unquoted;
        var targets = _tokens.FindIndex(close + 3, token => token.Is("("));
        // Another database's table is `database`.`table`.
        parent = targets > close + 3 ? $"{parent}.{_tokens[targets - 1].Unquoted}" : parent;
        var last = Closing(targets);
        return new ForeignKey(name, NamesIn(open, close), parent, NamesIn(targets, last), ActionOf("DELETE", last, end), ActionOf("UPDATE", last, end));
    }

    private List<string> NamesIn(int open, int close) => [.. _tokens[(open + 1)..close].Where(token => !token.Is(",")).Select(token => token.Unquoted)];

    private string ActionOf(string change, int start, int end)
    {
        var at = _tokens.FindIndex(start, end - start, token => token.Is(change));
        if (at < 0 || !_tokens[at - 1].Is("ON"))
        {
            return "RESTRICT";
        }

        var first = _tokens[at + 1].Text.ToUpperInvariant();
        return first is "SET" or "NO" ? $"{first} {_tokens[at + 2].Text.ToUpperInvariant()}" : first;
    }

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
