using System.Text.RegularExpressions;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>
/// What a statement that somebody else wrote may be. The READ ONLY transaction refuses every write; this refuses what reaches beyond it: files
/// of the server, locks, waiting, and comments that the server executes.
/// </summary>
internal static partial class MySqlGuard
{
    private static readonly HashSet<string> Queries = new(StringComparer.OrdinalIgnoreCase) { "SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "EXPLAIN" };

    /// <exception cref="DatabaseException">It is not exactly one query, or reaches beyond reading.</exception>
    internal static void RequireOneQuery(string sql)
    {
        if (!Queries.Contains(FirstWord.Of(sql, commentsNest: false)))
        {
            throw MySqlErrors.NotReadOnly();
        }

        if (Mention(sql) is { } denied)
        {
            throw new DatabaseException(
                DatabaseProblem.NotReadOnly, $"The statement holds {denied}, which reaches beyond reading tables and is never run here. Nothing was executed.");
        }
    }

    /// <summary>What the text mentions that reaches beyond reading tables or holds the server up, or null; for parts of a statement as for whole ones.</summary>
    internal static string? Mention(string sql) => Denied().Match(sql) is { Success: true } denied ? denied.Value.Trim() : null;

    /// <exception cref="DatabaseException">The reader could reach the server's files or change the server.</exception>
    internal static void RequireHarmlessReader(ReaderRights rights, string name)
    {
        if (rights.IsPrivileged)
        {
            throw new DatabaseException(
                DatabaseProblem.NotReadOnly,
                $"The reader of '{name}' has rights over the whole server, such as FILE, so a statement that somebody wrote is not run with it. Nothing was executed. Give the connection a user that can only SELECT.");
        }
    }

    /// <summary>Looked for in the whole text, texts and comments too: to refuse once too often is cheap.</summary>
    [GeneratedRegex(
        @"/\*M?!|\bINTO\s+(?:/\*.*?\*/\s*)*(?:OUTFILE|DUMPFILE)\b|\bOUTFILE\b|\bDUMPFILE\b|\bINTO\s+@|\bLOAD_FILE\b|\bFOR\s+UPDATE\b|\bLOCK\s+IN\s+SHARE\s+MODE\b|\bFOR\s+SHARE\b|\b(?:GET|RELEASE)_(?:ALL_)?LOCKS?\b|\bNEXTVAL\b|\bSETVAL\b|\bNEXT\s+VALUE\s+FOR\b|\bPROCEDURE\s+ANALYSE\b|\bSYS_(?:EXEC|EVAL|GET|SET)\b|\b(?:SLEEP|BENCHMARK|MASTER_POS_WAIT|MASTER_GTID_WAIT|LASTVAL)\s*(?=\()|\bIS_(?:FREE|USED)_LOCK\b|:=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Denied();
}
