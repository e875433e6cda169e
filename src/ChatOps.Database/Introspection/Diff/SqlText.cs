using System.Text.RegularExpressions;
using ChatOps.Database.Dialects;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Statements whose spelling differs only in white space are the same.</summary>
internal static partial class SqlText
{
    /// <summary>The words without the quotes of names, which no engine minds.</summary>
    internal static string WithoutQuotes(string sql) =>
        string.Join(' ', SqlTokenizer.Tokenize(sql).Select(token => token.Kind == TokenKind.QuotedName ? token.Unquoted : token.Text));

    internal static string Normalize(string sql) => Space().Replace(sql, " ").Trim().TrimEnd(';');

    /// <summary>
    /// A view's statement without the name of its database: MySQL writes that before every table, so that the same view
    /// in two databases would never be the same.
    /// </summary>
    internal static string OfView(string sql)
    {
        var text = Normalize(sql);
        return Qualified().Match(text) is { Success: true } name ? text.Replace($"`{name.Groups[1].Value}`.", "", StringComparison.Ordinal) : text;
    }

    /// <summary>Database, table and column in MySQL's quotes.</summary>
    [GeneratedRegex("`((?:[^`]|``)+)`\\.`(?:[^`]|``)+`\\.`", RegexOptions.NonBacktracking)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
