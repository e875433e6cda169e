using System.Text.RegularExpressions;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>
/// What a statement that somebody else wrote may be. The READ ONLY transaction refuses every write; this refuses what reaches beyond the
/// transaction: other servers, files, other sessions, or functions that run a text as SQL and so hide all that.
/// </summary>
internal static partial class PostgreSqlGuard
{
    private static readonly HashSet<string> Queries = new(StringComparer.OrdinalIgnoreCase) { "SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN" };

    /// <summary>Functions that reach outside; whoever may call one could get round the transaction, also from inside a view or another function.</summary>
    private const string Outward =
        "'dblink', 'dblink_connect', 'dblink_connect_u', 'dblink_exec', 'dblink_open', 'dblink_send_query', 'lo_export', 'lo_import', 'pg_read_file', 'pg_read_binary_file', "
        + "'pg_ls_dir', 'pg_stat_file', 'pg_file_write', 'pg_file_rename', 'pg_file_unlink', 'pg_file_sync'";

    /// <exception cref="DatabaseException">It is not exactly one query, or calls what no reader needs.</exception>
    internal static void RequireOneQuery(string sql)
    {
        if (!Queries.Contains(FirstWord.Of(sql, commentsNest: true)))
        {
            throw PostgreSqlErrors.NotReadOnly();
        }

        if (Mention(sql) is { } denied)
        {
            throw new DatabaseException(
                DatabaseProblem.NotReadOnly, $"The statement mentions {denied}, which reaches beyond reading tables and is never run here. Nothing was executed.");
        }
    }

    /// <summary>What the text mentions that reaches beyond reading tables, or null; for whole statements and for parts of one alike.</summary>
    internal static string? Mention(string sql) => Denied().Match(sql) is { Success: true } denied ? denied.Value.Trim() : null;

    /// <exception cref="DatabaseException">The reader could reach the server's files or programs.</exception>
    internal static void RequireHarmlessReader(ReaderRights rights, string name)
    {
        if (rights.IsPrivileged)
        {
            throw new DatabaseException(
                DatabaseProblem.NotReadOnly,
                $"The reader of '{name}' is a superuser or may reach the server's files, so a statement that somebody wrote is not run with it. Nothing was executed. Give the connection a role that can only SELECT.");
        }
    }

    /// <exception cref="DatabaseException">The reader may call a function that reaches other servers or files.</exception>
    internal static async Task RequireNoOutwardFunctionsAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var found = await session.ScalarAsync(
            $"SELECT string_agg(DISTINCT p.proname, ', ') FROM pg_proc p WHERE p.proname IN ({Outward}) AND has_function_privilege(p.oid, 'EXECUTE')", cancellationToken);
        if (found is string names)
        {
            throw new DatabaseException(
                DatabaseProblem.NotReadOnly,
                $"The reader of '{session.Connection.Name}' may call {names}, with which a query can write elsewhere, so a statement that somebody wrote is not run with it. Nothing was executed. REVOKE EXECUTE on them from that role and from PUBLIC.");
        }
    }

    /// <summary>Looked for in the whole text, texts and comments too: to refuse once too often is cheap. Escaped identifiers could spell anything, so they are refused as such.</summary>
    [GeneratedRegex(
        @"\b(?:dblink\w*|lo_\w+|loread|lowrite|pg_read_\w+|pg_ls_\w+|pg_stat_file|pg_file_\w+|pg_sleep\w*|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_promote|pg_export_snapshot|pg_stat_reset\w*|pg_log_\w+|pg_logical_\w+|pg_replication_\w+|pg_create_\w+|pg_drop_\w+|pg_copy_\w+|pg_backup_\w+|pg_wal_replay_\w+|pg_notify|pg_(?:try_)?advisory_\w+|set_config|(?:query|cursor|table|schema|database)_to_xml\w*|ts_stat|crosstab\w*|connectby|nextval|setval)\b|\bU&\s*""|\bFOR\s+(?:NO\s+KEY\s+)?UPDATE\b|\bFOR\s+(?:KEY\s+)?SHARE\b|\bEXPLAIN\b[^;]*\bANALY[ZS]E\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();
}
