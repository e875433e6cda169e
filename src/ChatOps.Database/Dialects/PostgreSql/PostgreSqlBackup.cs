using System.Globalization;
using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>PostgreSQL's own pg_dump, in its custom format, which pg_restore reads. It takes one snapshot and fails where the user may not see a row or a table.</summary>
internal sealed class PostgreSqlBackup : IBackup
{
    /// <summary>Tables and sequences that the user lacks SELECT on.</summary>
    private const string Unreadable = """
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND NOT has_table_privilege(c.oid, 'SELECT')
        """;

    public string Extension => ".dump";

    /// <summary>pg_dump leaves nothing out by itself; it fails.</summary>
    public async Task<IReadOnlyList<string>> OmittedAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await session.EachAsync(Unreadable, row => names.Add(row.GetValue(0)!.ToString()!), cancellationToken);
        return [.. names.Select(name => $"The user may not read {name}.")];
    }

    public async Task WriteAsync(DatabaseConnection connection, string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var server = ServerAddress.Parse(connection.Reader.Reveal(), "postgresql", 5432);
        string[] only = server.Options.TryGetValue("schema", out var schema) ? [$"--schema={PostgreSqlDialect.Quote(schema)}"] : [];
        string[] arguments = ["--format=custom", "--no-password", $"--lock-wait-timeout={(long)connection.Limits.LockTimeout.TotalMilliseconds}", $"--file={file}", .. only];
        await Find("pg_dump").RunAsync(arguments, Variables(server), server.Password, null, (file, progress), cancellationToken);
    }

    public async Task<string> VerifyAsync(string file, Schema schema, CancellationToken cancellationToken)
    {
        var restore = Find("pg_restore");
        var missing = schema.Tables.ToDictionary(table => $" TABLE {table.Namespace} {OneLine(table.LocalName)} ", table => table.Name);
        await restore.RunAsync(["--list", file], new Dictionary<string, string>(), null, Cross, null, cancellationToken);
        if (missing.Count > 0)
        {
            throw new DatabaseException(
                DatabaseProblem.Busy, $"The backup lacks {string.Join(", ", missing.Values.Order(StringComparer.Ordinal).Take(5))}: tables were made or dropped while it was made. No backup was kept. Try again.");
        }

        await restore.RunAsync([$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", file], new Dictionary<string, string>(), null, null, null, cancellationToken);
        return $"pg_restore read all of it back, and its catalogue has every table ({schema.Tables.Count}).";

        void Cross(string line)
        {
            foreach (var entry in missing.Keys.Where(_ => line.Contains(" TABLE ", StringComparison.Ordinal)).Where(entry => line.Contains(entry, StringComparison.Ordinal)).ToList())
            {
                missing.Remove(entry);
            }
        }
    }

    public string Restore(DatabaseConnection connection, string file)
    {
        var server = ServerAddress.Parse(connection.Reader.Reveal(), "postgresql", 5432);
        return $"pg_restore --clean --if-exists --single-transaction -h {server.Host} -p {server.Port.ToString(CultureInfo.InvariantCulture)} -U {server.User} -d {server.Database} '{file}'";
    }

    /// <summary>As pg_dump writes names into its list.</summary>
    private static string OneLine(string name) => name.Replace('\n', ' ').Replace('\r', ' ');

    /// <summary>libpq's own variables (PostgreSQL, section 34.15); a database's name among the arguments could be read as more than a name.</summary>
    private static Dictionary<string, string> Variables(ServerAddress server)
    {
        var variables = new Dictionary<string, string>
        {
            ["PGHOST"] = server.Host,
            ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = server.Database,
            ["PGUSER"] = server.User,
            ["PGAPPNAME"] = "ChatOps",
        };
        Set("PGPASSWORD", server.Password);
        Set("PGSSLMODE", server.TlsMode);
        Set("PGSSLROOTCERT", server.Options.GetValueOrDefault("sslrootcert"));
        return variables;

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                variables[name] = value;
            }
        }
    }

    private static ExternalProgram Find(string name) => ExternalProgram.Find([name], Folders(), "PostgreSQL's client programs (Debian: postgresql-client), of the server's version or newer");

    /// <summary>Where Debian puts them, newest first.</summary>
    private static IEnumerable<string> Folders() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
        : [];
}
