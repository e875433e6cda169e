namespace ChatOps.Database.Dialects;

/// <summary>The keyword that a statement begins with, after blanks, comments and opening parentheses.</summary>
internal static class FirstWord
{
    /// <returns>Empty where the statement begins with anything else, or with a comment that the server would execute (MySQL's <c>/*!</c>).</returns>
    /// <param name="commentsNest">As in PostgreSQL. Elsewhere a comment ends at the first <c>*/</c>, and to look further would be to read another statement than the server does.</param>
    internal static string Of(string sql, bool commentsNest)
    {
        var at = 0;
        while (at < sql.Length)
        {
            var rest = sql.AsSpan(at);
            if (char.IsWhiteSpace(sql[at]) || sql[at] == '(')
            {
                at++;
            }
            else if (rest.StartsWith("--") || sql[at] == '#')
            {
                var end = rest.IndexOf('\n');
                at = end < 0 ? sql.Length : at + end + 1;
            }
            else if (rest.StartsWith("/*") && !rest.StartsWith("/*!") && !rest.StartsWith("/*M!"))
            {
                at = EndOfComment(sql, at, commentsNest);
            }
            else
            {
                break;
            }
        }

        var length = sql.AsSpan(at).IndexOfAnyExcept(Letters);
        return sql.Substring(at, length < 0 ? sql.Length - at : length);
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");

    private static int EndOfComment(string sql, int start, bool commentsNest)
    {
        if (!commentsNest)
        {
            var end = sql.IndexOf("*/", start + 2, StringComparison.Ordinal);
            return end < 0 ? sql.Length : end + 2;
        }

        var depth = 0;
        for (var at = start; at + 1 < sql.Length; at++)
        {
            var (open, close) = (sql[at] == '/' && sql[at + 1] == '*', sql[at] == '*' && sql[at + 1] == '/');
            depth += open ? 1 : close ? -1 : 0;
            at += open || close ? 1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }

        return sql.Length;
    }
}
