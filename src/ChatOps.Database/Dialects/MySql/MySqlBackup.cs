using System.Globalization;
using ChatOps.Database.Backup;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.MySql;

/// <summary>MariaDB's mariadb-dump or MySQL's mysqldump: the statements that make the database anew, from one snapshot of its InnoDB tables.</summary>
internal sealed class MySqlBackup : IBackup
{
    /// <summary>What a user must be allowed to see more than rows.</summary>
    private static readonly (string Right, string What)[] Seeing = [("TRIGGER", "triggers"), ("EXECUTE", "routines"), ("EVENT", "events"), ("SHOW VIEW", "views")];

    public string Extension => ".sql";

    public async Task<IReadOnlyList<string>> OmittedAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var rights = await RightsAsync(session, cancellationToken);
        return [.. Seeing.Where(need => !Has(rights, need.Right)).Select(need => $"The backup has no {need.What}, because the user lacks the right {need.Right} and may not see them.")];
    }

    public async Task WriteAsync(DatabaseConnection connection, string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var server = ServerAddress.Parse(connection.Reader.Reveal(), "mysql", 3306);
        var dump = ExternalProgram.Find(["mariadb-dump", "mysqldump"], [], "the client programs of MariaDB or MySQL (Debian: mariadb-client)");
        var isMariaDb = false;
        await dump.RunAsync(["--version"], new Dictionary<string, string>(), null, line => isMariaDb |= line.Contains("MariaDB", StringComparison.Ordinal), null, cancellationToken);
        using var options = MySqlOptionFile.Create(server, isMariaDb);
        string[] arguments =
        [
            $"--defaults-file={options.Path}", "--single-transaction", "--quick", "--routines", "--triggers", .. await EventsAsync(connection, cancellationToken), "--hex-blob", "--no-tablespaces", $"--result-file={file}", "--", server.Database,
        ];
        await dump.RunAsync(arguments, new Dictionary<string, string>(), server.Password, null, (file, progress), cancellationToken);
    }

    public async Task<string> VerifyAsync(string file, Schema schema, CancellationToken cancellationToken)
    {
        var missing = schema.Tables.ToDictionary(table => $"CREATE TABLE {MySqlDialect.Quote(table.Name)} (", table => table.Name, StringComparer.Ordinal);
        var last = "";
        await foreach (var start in LineStarts.ReadAsync(file, cancellationToken))
        {
            missing.Remove(start.TrimEnd());
            last = start.Length > 0 ? start : last;
        }

        if (!last.StartsWith("-- Dump completed", StringComparison.Ordinal))
        {
            throw new DatabaseException(DatabaseProblem.NotADatabase, "The backup ends in the middle: its last line is not that of a finished dump. No backup was kept, and nothing in the database was changed. Try again.");
        }

        return missing.Count == 0 ? $"The dump ends with its line of completion and makes every table ({schema.Tables.Count})." : throw new DatabaseException(
            DatabaseProblem.Busy, $"The backup lacks {string.Join(", ", missing.Values.Order(StringComparer.Ordinal).Take(5))}: tables were made or dropped while it was made. No backup was kept. Try again.");
    }

    public string Restore(DatabaseConnection connection, string file)
    {
        var server = ServerAddress.Parse(connection.Reader.Reveal(), "mysql", 3306);
        return $"mariadb --default-character-set=utf8mb4 -h {server.Host} -P {server.Port.ToString(CultureInfo.InvariantCulture)} -u {server.User} -p {server.Database} < '{file}'";
    }

    /// <summary>Where the user may not see triggers or routines the tool goes without, but at events it stops.</summary>
    private static async Task<string[]> EventsAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        await using var session = await MySqlReaderSession.OpenAsync(connection, null, cancellationToken);
        return Has(await RightsAsync(session, cancellationToken), "EVENT") ? ["--events"] : [];
    }

    private static async Task<IReadOnlySet<string>> RightsAsync(ReaderSession session, CancellationToken cancellationToken)
    {
        var grants = new List<string>();
        await session.EachAsync("SHOW GRANTS", row => grants.Add(row.GetValue(0)?.ToString() ?? ""), cancellationToken);
        return MySqlRights.On(grants, ServerAddress.Parse(session.Connection.Reader.Reveal(), "mysql", 3306).Database);
    }

    private static bool Has(IReadOnlySet<string> rights, string right) => rights.Contains(right) || rights.Contains("ALL PRIVILEGES");
}
