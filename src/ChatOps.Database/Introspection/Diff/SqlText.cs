using System.Text.RegularExpressions;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Statements whose spelling differs only in white space are the same.</summary>
internal static partial class SqlText
{
    internal static string Normalize(string sql) => Space().Replace(sql, " ").Trim().TrimEnd(';');

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
