using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>Holds SQL that somebody wrote to its place: it stands in parentheses of ours and cannot leave them.</summary>
internal static partial class SqlExpression
{
    internal const int MaxLength = 20_000;

    /// <summary>What stands for a text in quotes.</summary>
    private const string QuotedName = "_quoted_";

    /// <summary>Why the text is no lone expression, or null. That it means something, only the database can tell.</summary>
    internal static string? Refusal(string sql, ICheckSql engine)
    {
        if (sql.Length == 0)
        {
            return "There is no SQL.";
        }

        if (sql.Length > MaxLength)
        {
            return $"The SQL is longer than {MaxLength:N0} characters.";
        }

        var (outside, problem) = Strip(sql);
        return problem
            ?? (QuotedCall().IsMatch(outside) ? "A function's name cannot stand in quotes here." : null)
            ?? (engine.Mention(sql) is { } mentioned ? $"It mentions {mentioned}, which is not taken in a rule file: it reaches beyond the rows." : null);
    }

    /// <summary>Why the text is no lone query, or null.</summary>
    internal static string? QueryRefusal(string sql, ICheckSql engine) =>
        Refusal(sql, engine) ?? (QueryStart().IsMatch(sql) ? null : "This must be one SELECT (or WITH ... SELECT) that returns a row for each failing case.");

    /// <summary>The text without what stands in quotes, or what is wrong with it.</summary>
    private static (string Outside, string? Problem) Strip(string sql)
    {
        var outside = new System.Text.StringBuilder(sql.Length);
        var depth = 0;
        for (var at = 0; at < sql.Length; at++)
        {
            var next = sql[at];
            if (next is '\'' or '"' or '`')
            {
                var end = EndOfQuoted(sql, at);
                if (end < 0)
                {
                    return ("", $"A {next} is not closed, or a backslash stands before it; write a quote inside quotes twice.");
                }

                at = end;
                outside.Append(QuotedName);
                continue;
            }

            if (Problem(sql, at) is { } problem)
            {
                return ("", problem);
            }

            depth += next switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
            {
                return ("", "A ')' closes nothing.");
            }

            outside.Append(next);
        }

        return depth == 0 ? (outside.ToString(), null) : ("", "A '(' is not closed.");
    }

    private static string? Problem(string sql, int at) => sql[at] switch
    {
        ';' => "A ';' cannot stand in it: one expression, or one query, and nothing behind it.",
        '-' when at + 1 < sql.Length && sql[at + 1] == '-' => "Comments (--) cannot stand in it; use the file's own, with #.",
        '/' when at + 1 < sql.Length && sql[at + 1] == '*' => "Comments (/*) cannot stand in it; use the file's own, with #.",
        '#' or '$' or '?' or '\\' or '\0' or '@' or ':' when !IsCast(sql, at) => $"The character '{sql[at]}' cannot stand outside quotes here.",
        _ => null,
    };

    /// <summary>The <c>::</c> before a type's name.</summary>
    private static bool IsCast(string sql, int at) =>
        sql[at] == ':' && ((at + 1 < sql.Length && sql[at + 1] == ':') || (at > 0 && sql[at - 1] == ':'));

    /// <summary>A backslash before the closing quote means different things to different engines, so it is not guessed at.</summary>
    private static int EndOfQuoted(string sql, int start)
    {
        for (var at = start + 1; at < sql.Length; at++)
        {
            if (sql[at] == '\\' && at + 1 < sql.Length && sql[at + 1] == sql[start])
            {
                return -1;
            }

            if (sql[at] == sql[start])
            {
                if (at + 1 >= sql.Length || sql[at + 1] != sql[start])
                {
                    return at;
                }

                at++;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"\b" + QuotedName + @"\s*\(")]
    private static partial Regex QuotedCall();

    [GeneratedRegex(@"^\s*\(*\s*(SELECT|WITH)\b", RegexOptions.IgnoreCase)]
    private static partial Regex QueryStart();
}
