namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>What only a CREATE INDEX statement tells: its expressions and its condition.</summary>
/// <param name="Expressions">What stands at each place in the parentheses, without its order and collation.</param>
/// <param name="Condition">Behind WHERE, or null.</param>
internal sealed record SqliteIndexSql(IReadOnlyList<string> Expressions, string? Condition)
{
    internal static SqliteIndexSql Parse(string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql).ToList();
        var open = tokens.FindIndex(token => token.Is("("));
        if (open < 0)
        {
            return new SqliteIndexSql([], null);
        }

        var expressions = new List<string>();
        var (depth, start, at) = (0, open + 1, open);
        for (; at < tokens.Count; at++)
        {
            depth += tokens[at].Is("(") ? 1 : tokens[at].Is(")") ? -1 : 0;
            if (depth == 0 || (depth == 1 && tokens[at].Is(",")))
            {
                expressions.Add(Text(sql, tokens, start, WithoutOrder(tokens, start, at)));
                start = at + 1;
            }

            if (depth == 0)
            {
                break;
            }
        }

        var where = tokens.FindIndex(Math.Min(at, tokens.Count - 1), token => token.Is("WHERE"));
        return new SqliteIndexSql(expressions, where < 0 ? null : sql[tokens[where].End..].Trim().TrimEnd(';'));
    }

    private static int WithoutOrder(List<Token> tokens, int start, int end)
    {
        end -= end > start && (tokens[end - 1].Is("ASC") || tokens[end - 1].Is("DESC")) ? 1 : 0;
        return end - start > 2 && tokens[end - 2].Is("COLLATE") ? end - 2 : end;
    }

    private static string Text(string sql, List<Token> tokens, int start, int end) => end > start ? sql[tokens[start].Start..tokens[end - 1].End] : "";
}
