using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>What a role may do beyond reading, asked of the server at connect.</summary>
internal static class PostgreSqlRights
{
    private const string Sql = """
        SELECT r.rolsuper,
               pg_has_role('pg_read_server_files', 'USAGE') OR pg_has_role('pg_write_server_files', 'USAGE') OR pg_has_role('pg_execute_server_program', 'USAGE'),
               has_database_privilege(current_database(), 'CREATE') OR COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE),
               (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
                   AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
        FROM pg_roles r WHERE r.rolname = current_user
        """;

    internal static async Task<ReaderRights> ReadAsync(NpgsqlConnection server, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, server);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var (superuser, files, creates, writable) = (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetInt64(3));
        return new ReaderRights(superuser || files || creates || writable > 0, superuser || files, Warning(name, superuser, files, creates, writable));
    }

    private static string? Warning(string name, bool superuser, bool files, bool creates, long writable)
    {
        var what = superuser ? "is a superuser"
            : files ? "may read or write the server's files or run programs there"
            : writable > 0 ? $"may change {writable} {(writable == 1 ? "table" : "tables")}"
            : creates ? "may create tables" : null;
        return what is null ? null : $"The reader of '{name}' {what}. The bot only reads, in a transaction that the server holds to reading, but a role that can only SELECT is safer"
            + (superuser || files ? ", and this one gets no SQL that a person wrote." : ".");
    }
}
