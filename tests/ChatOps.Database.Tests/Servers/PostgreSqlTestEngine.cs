using System.Globalization;
using ChatOps.Database.Connections;
using Npgsql;

namespace ChatOps.Database.Tests.Servers;

/// <summary>A PostgreSQL server on a free port, with durability off. It never runs as root, which the server itself refuses.</summary>
internal sealed class PostgreSqlTestEngine : TestEngine
{
    internal const string Password = "s3cret";

    private static readonly string? Bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : Path.GetDirectoryName(ServerProcess.Find("initdb"));

    private readonly Lazy<Task<int>> _port = new(StartAsync);
    private int _databases;

    internal override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    internal override string? Missing => Bin is null ? "PostgreSQL's server programs are not installed (Debian: postgresql)." : null;

    /// <summary>Roles: admin is a superuser, reader may only SELECT, writer may do anything in its database's public schema.</summary>
    internal async Task<string> UrlAsync(string role, string database) => $"postgresql://{role}:{Password}@127.0.0.1:{await _port.Value}/{database}";

    private protected override async Task<TestEngineDatabase> CreateAsync()
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await ScriptAsync("postgres", $"CREATE DATABASE {name} TEMPLATE prepared STRATEGY file_copy;");
        return new PostgreSqlDatabase(this, name, await UrlAsync("reader", name), await UrlAsync("writer", name), await UrlAsync("admin", name));
    }

    private async Task ScriptAsync(string database, string script) => await ServerProcess.RunAsync(
        Path.Combine(Bin!, "psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", await UrlAsync("admin", database), "-f", "-"], script);

    private static async Task<int> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-pg-").FullName;
        var data = Path.Combine(folder, "data");
        var port = ServerProcess.FreePort();
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password);
        List<string> asUser = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        if (asUser.Count > 0)
        {
            await ServerProcess.RunAsync("chown", ["-R", "postgres", folder]);
        }

        await RunAsync([.. asUser, Path.Combine(Bin!, "initdb"), "-D", data, "-U", "admin", "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        ServerProcess.Start(folder, [
            .. asUser, Path.Combine(Bin!, "postgres"), "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
            "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200", "-c", "shared_buffers=256MB", "-c", "autovacuum=off"]);
        await PrepareAsync($"Host=127.0.0.1;Port={port};Username=admin;Password={Password};Database=postgres;Pooling=false;Timeout=5");
        return port;
    }

    private static Task RunAsync(List<string> command) => ServerProcess.RunAsync(command[0], command.Skip(1));

    private static async Task PrepareAsync(string connectionString)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync(connectionString, $"CREATE ROLE reader LOGIN PASSWORD '{Password}'");
                break;
            }
            catch (NpgsqlException exception) when (attempt < 150 && (exception is not PostgresException || exception.SqlState == PostgresErrorCodes.CannotConnectNow))
            {
                await Task.Delay(100);
            }
        }

        await ExecuteAsync(connectionString, $"CREATE ROLE writer LOGIN PASSWORD '{Password}'");
        await ExecuteAsync(connectionString, "CREATE DATABASE prepared TEMPLATE template0");
        var prepared = connectionString.Replace("Database=postgres", "Database=prepared", StringComparison.Ordinal);
        await ExecuteAsync(prepared, "GRANT ALL ON SCHEMA public TO writer");
        await ExecuteAsync(prepared, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader");
        await ExecuteAsync(prepared, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO reader");
        await ExecuteAsync(prepared, "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO writer");
    }

    private static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class PostgreSqlDatabase(PostgreSqlTestEngine engine, string name, string reader, string writer, string owner) : TestEngineDatabase
    {
        internal override DatabaseConnection Connection { get; } = ConnectionAddress.Parse(reader) with { Writer = new Secret(writer) };

        internal override DatabaseConnection AsOwner { get; } = ConnectionAddress.Parse(owner);

        internal override Task ExecuteAsync(string script) => engine.ScriptAsync(name, script);

        public override async ValueTask DisposeAsync() => await engine.ScriptAsync("postgres", $"DROP DATABASE {name} WITH (FORCE);");
    }
}
