using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>What a reader session lets through.</summary>
internal static class SqliteGuard
{
    /// <summary>Pragmas that only tell; the schema ones are also called as table-valued functions.</summary>
    private static readonly HashSet<string> ReadingPragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "table_info", "table_xinfo", "table_list", "foreign_key_list", "index_list", "index_info", "index_xinfo", "collation_list",
        "database_list", "compile_options", "function_list", "module_list", "pragma_list",
    };

    /// <summary>Pragmas that tell when they have no argument and set something when they have one.</summary>
    private static readonly HashSet<string> PlainPragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "user_version", "schema_version", "application_id", "encoding", "page_size", "page_count", "freelist_count", "data_version", "journal_mode",
    };

    /// <summary>Functions that reach outside the database, or hand out or take pointers.</summary>
    private static readonly HashSet<string> DeniedFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "lsmode", "fsdir", "zipfile", "sqlar_uncompress", "shell_add_schema", "optimize",
    };

    private static readonly HashSet<string> QueryKeywords = new(StringComparer.OrdinalIgnoreCase) { "SELECT", "WITH", "VALUES", "EXPLAIN" };

    /// <summary>
    /// Connects the table-valued functions that a session may use. The engine declares each one's columns at its first use by a statement
    /// that looks like a write to the authorizer; done before the authorizer stands, the authorizer needs no exception.
    /// </summary>
    internal static void Warm(sqlite3 db)
    {
        foreach (var name in ReadingPragmas.Select(pragma => $"pragma_{pragma}").Concat(["json_each", "json_tree"]))
        {
            // One that this engine does not know stays unknown, and a statement that names it says so.
            if (raw.sqlite3_prepare_v2(db, $"SELECT * FROM {name}", out var statement) == raw.SQLITE_OK)
            {
                statement.Dispose();
            }
        }
    }

    /// <summary>The engine asks this while it compiles, for every table, function and pragma that a statement touches.</summary>
    internal static int Authorize(object data, int action, string first, string second, string database, string inner) => action switch
    {
        raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE => raw.SQLITE_OK,
        raw.SQLITE_FUNCTION => DeniedFunctions.Contains(second ?? "") ? raw.SQLITE_DENY : raw.SQLITE_OK,
        raw.SQLITE_PRAGMA when ReadingPragmas.Contains(first) => raw.SQLITE_OK,
        raw.SQLITE_PRAGMA when PlainPragmas.Contains(first) && string.IsNullOrEmpty(second) => raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };

    /// <exception cref="DatabaseException">There is none, or more than one.</exception>
    internal static void RequireOneStatement(string sql)
    {
        if (SqlTokenizer.Tokenize(sql).SkipWhile(token => !token.Is(";")).SkipWhile(token => token.Is(";")).Any())
        {
            throw new DatabaseException(DatabaseProblem.NotReadOnly, "There is more than one statement. Send exactly one; nothing was executed.");
        }
    }

    /// <exception cref="DatabaseException">It is not exactly one query.</exception>
    internal static void RequireOneQuery(string sql)
    {
        RequireOneStatement(sql);
        if (SqlTokenizer.Tokenize(sql).FirstOrDefault() is not { Kind: TokenKind.Word } first || !QueryKeywords.Contains(first.Text))
        {
            throw SqliteErrors.NotReadOnly();
        }
    }
}
