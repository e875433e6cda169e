using System.Globalization;
using ChatOps.Database.Connections;

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
        await ScriptAsync("postgres", $"CREATE DATABASE {name} TEMPLATE prepared;");
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
        await PrepareAsync(port);
        return port;
    }

    private static Task RunAsync(List<string> command) => ServerProcess.RunAsync(command[0], command.Skip(1));

    /// <summary>Waits for the server and makes the roles and the database that all others are copies of.</summary>
    private static async Task PrepareAsync(int port)
    {
        var address = $"postgresql://admin:{Password}@127.0.0.1:{port}/";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync([Path.Combine(Bin!, "psql"), "-X", "-q", "-d", address + "postgres", "-c", $"CREATE ROLE reader LOGIN PASSWORD '{Password}'"]);
                break;
            }
            catch (InvalidOperationException) when (attempt < 150)
            {
                await Task.Delay(100);
            }
        }

        await RunAsync([Path.Combine(Bin!, "psql"), "-X", "-q", "-d", address + "postgres", "-c", $"CREATE ROLE writer LOGIN PASSWORD '{Password}'", "-c", "CREATE DATABASE prepared TEMPLATE template0"]);
        await RunAsync([
            Path.Combine(Bin!, "psql"), "-X", "-q", "-d", address + "prepared", "-c", "GRANT ALL ON SCHEMA public TO writer", "-c", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader",
            "-c", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO reader", "-c", "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO writer"]);
    }

    private sealed class PostgreSqlDatabase(PostgreSqlTestEngine engine, string name, string reader, string writer, string owner) : TestEngineDatabase
    {
        internal override DatabaseConnection Connection { get; } = ConnectionAddress.Parse(reader) with { Writer = new Secret(writer) };

        internal override DatabaseConnection AsOwner { get; } = ConnectionAddress.Parse(owner);

        internal override Task ExecuteAsync(string script) => engine.ScriptAsync(name, script);

        /// <summary>The server goes as a whole, and dropping would cost a checkpoint.</summary>
        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
