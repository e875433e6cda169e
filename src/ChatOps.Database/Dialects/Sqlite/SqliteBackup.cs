using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using SQLitePCL;

namespace ChatOps.Database.Dialects.Sqlite;

/// <summary>SQLite's online backup: the copy is a database like the original, as it was at one moment.</summary>
internal sealed class SqliteBackup(SqliteDialect dialect) : IBackup
{
    public string Extension => ".sqlite";

    public Task<IReadOnlyList<string>> OmittedAsync(ReaderSession session, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task WriteAsync(DatabaseConnection connection, string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        SqliteLibrary.Initialize();
        using var copy = SqliteOnlineCopy.Open(SqliteFile.Inspect(connection.Reader.Reveal()), file, connection.Limits);
        await copy.RunAsync(progress, cancellationToken);
    }

    public async Task<string> VerifyAsync(string file, Schema schema, CancellationToken cancellationToken)
    {
        if (await Task.Run(() => Damage(file), cancellationToken) is { } damage)
        {
            throw new DatabaseException(
                DatabaseProblem.NotADatabase, $"The copy does not pass SQLite's integrity check: {damage}. The original is most likely damaged in the same way. No backup was kept, and nothing was changed.");
        }

        await using var session = await dialect.OpenReaderAsync(ConnectionAddress.ForFile(file), cancellationToken);
        var copied = await SchemaReader.ReadAsync(session, cancellationToken);
        return copied.Fingerprint == schema.Fingerprint ? $"The copy passes SQLite's integrity check, and its schema is the original's ({schema.Tables.Count} tables)." : throw new DatabaseException(
            DatabaseProblem.Busy, "Somebody changed the schema while the backup was made. No backup was kept. Try again.");
    }

    public string Restore(DatabaseConnection connection, string file) =>
        $"stop whatever uses it, remove '{connection.Reader.Reveal()}-wal' and '{connection.Reader.Reveal()}-shm' where they are there, then: cp '{file}' '{connection.Reader.Reveal()}'";

    /// <returns>The first problem, or null.</returns>
    private static string? Damage(string file)
    {
        var copy = SqliteFile.Inspect(file);
        var result = raw.sqlite3_open_v2(copy.OpenName, out var db, copy.OpenFlags, null);
        using (db)
        {
            if (result != raw.SQLITE_OK || raw.sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", out var check) != raw.SQLITE_OK)
            {
                return raw.sqlite3_errmsg(db).utf8_to_string();
            }

            using (check)
            {
                var words = raw.sqlite3_step(check) == raw.SQLITE_ROW ? raw.sqlite3_column_text(check, 0).utf8_to_string() : raw.sqlite3_errmsg(db).utf8_to_string();
                return words == "ok" ? null : words.ReplaceLineEndings(" ").TrimEnd('.');
            }
        }
    }
}
