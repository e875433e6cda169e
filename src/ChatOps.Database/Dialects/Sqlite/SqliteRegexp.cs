using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>
/// The function behind SQLite's <c>REGEXP</c>, which the engine leaves to its host ("SQL Language Expressions", section 5). It matches without
/// backtracking, in time linear in the text, so no expression can hold up a session.
/// </summary>
internal static class SqliteRegexp
{
    private const int MaxKept = 200;
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    internal static void Register(sqlite3 db) => raw.sqlite3_create_function(db, "regexp", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Match);

    private static void Match(sqlite3_context context, object data, sqlite3_value[] arguments)
    {
        if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL || raw.sqlite3_value_type(arguments[1]) == raw.SQLITE_NULL)
        {
            raw.sqlite3_result_null(context);
            return;
        }

        try
        {
            var regex = RegexOf(raw.sqlite3_value_text(arguments[0]).utf8_to_string());
            // As bytes, because a text may hold a NUL.
            _ = raw.sqlite3_value_text(arguments[1]);
            raw.sqlite3_result_int(context, regex.IsMatch(Encoding.UTF8.GetString(raw.sqlite3_value_blob(arguments[1]))) ? 1 : 0);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            // An exception must not pass through the engine's own frames.
            raw.sqlite3_result_error(context, "the regular expression cannot be used: it is wrong, has look-around or back-references, or takes too long");
        }
    }

    private static Regex RegexOf(string expression)
    {
        if (Compiled.TryGetValue(expression, out var known))
        {
            return known;
        }

        if (Compiled.Count >= MaxKept)
        {
            Compiled.Clear();
        }

        return Compiled[expression] = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout);
    }
}
