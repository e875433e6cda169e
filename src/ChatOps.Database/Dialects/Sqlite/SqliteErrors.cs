using ChatOps.Database.Connections;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>Result codes as sentences for a person (SQLite, "Result and Error Codes").</summary>
internal static class SqliteErrors
{
    private const int ReadonlyRecovery = raw.SQLITE_READONLY | (1 << 8);
    private const int ReadonlyRollback = raw.SQLITE_READONLY | (3 << 8);
    private const int WriteError = raw.SQLITE_IOERR | (3 << 8);
    private const int FlushError = raw.SQLITE_IOERR | (4 << 8);
    private const int FolderFlushError = raw.SQLITE_IOERR | (5 << 8);
    private const int TruncateError = raw.SQLITE_IOERR | (6 << 8);

    internal static DatabaseException ForOpen(sqlite3 db, int result, SqliteFile file) => Translate(db, result, file, null);

    internal static DatabaseException ForStatement(sqlite3 db, int result, SqliteFile file, ConnectionLimits limits) =>
        Translate(db, result, file, limits);

    internal static DatabaseException NotReadOnly() => new(
        DatabaseProblem.NotReadOnly,
        "This session only reads. Exactly one SELECT, WITH, VALUES or EXPLAIN statement is allowed; nothing was executed.");

    private static DatabaseException Translate(sqlite3 db, int result, SqliteFile file, ConnectionLimits? limits)
    {
        var detail = raw.sqlite3_errmsg(db).utf8_to_string();
        if (result is ReadonlyRecovery or ReadonlyRollback)
        {
            return new DatabaseException(
                DatabaseProblem.CutOff,
                $"'{file.Path}' was left in the middle of a write, and a reader must not repair it. Let its own application open it once, then try again.");
        }

        if (result is WriteError or FlushError or FolderFlushError or TruncateError)
        {
            return new DatabaseException(
                DatabaseProblem.DiskFull,
                $"'{file.Path}' could not be written: {detail}. Its disk is full, may not hold a file that large, or fails. What was committed before is there. Make room and start again.");
        }

        return (result & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                DatabaseProblem.Busy,
                $"Somebody else is writing to '{file.Path}' and kept it locked for more than {limits?.LockTimeout.TotalSeconds ?? 0:0.#} s. Nothing was read; try again a little later."),
            raw.SQLITE_INTERRUPT => new(
                DatabaseProblem.TimedOut,
                $"The statement was stopped after its limit of {limits?.StatementTimeout.TotalSeconds ?? 0:0.#} s. Narrow it, or raise the limit of the connection."),
            raw.SQLITE_AUTH => NotReadOnly(),
            raw.SQLITE_READONLY => NotReadOnly(),
            raw.SQLITE_NOTADB => new(
                DatabaseProblem.NotADatabase, $"'{file.Path}' is not a SQLite database, or it is encrypted. Nothing was changed."),
            raw.SQLITE_CORRUPT when detail.Contains("malformed database schema", StringComparison.Ordinal) => ForSchema(file, detail),
            raw.SQLITE_CORRUPT => new(
                DatabaseProblem.NotADatabase, $"'{file.Path}' is damaged: {detail}. Restore it from a backup, or salvage it with the sqlite3 tool's .recover."),
            raw.SQLITE_CANTOPEN => new(
                DatabaseProblem.Denied,
                $"'{file.Path}' cannot be opened for reading. If a -wal file lies beside it, its folder must be writable, or copy both files to a folder that is."),
            raw.SQLITE_PERM => new(DatabaseProblem.Denied, $"'{file.Path}' may not be read by this program."),
            raw.SQLITE_FULL => new(DatabaseProblem.DiskFull, $"There is no room left on the disk of '{file.Path}', or for the engine's temporary files. What was committed before is there. Make room and start again."),
            raw.SQLITE_IOERR => new(DatabaseProblem.NotADatabase, $"'{file.Path}' could not be read: {detail}. Its disk or network drive fails, and waiting does not mend that. Check the drive, or restore the file from a backup, and start again."),
            raw.SQLITE_NOMEM or raw.SQLITE_TOOBIG => new(DatabaseProblem.BadStatement, $"The statement needs more memory than it may use: {detail}."),
            _ => new(DatabaseProblem.BadStatement, $"The database refused the statement: {detail}."),
        };
    }

    /// <summary>An engine meets a schema it cannot parse: a newer feature such as STRICT (3.37), or real damage.</summary>
    private static DatabaseException ForSchema(SqliteFile file, string detail) => new(
        DatabaseProblem.Unsupported,
        $"'{file.Path}' uses a feature that SQLite {SqliteLibrary.Version} does not know ({detail}). STRICT tables, for example, need 3.37 or newer: install a newer libsqlite3.");
}
