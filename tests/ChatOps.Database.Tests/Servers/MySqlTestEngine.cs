using System.Globalization;
using ChatOps.Database.Connections;
using MySql.Data.MySqlClient;

namespace ChatOps.Database.Tests.Servers;

/// <summary>A MariaDB server on a free port, with durability off, and with the default character set that it has where nobody configures another.</summary>
internal sealed class MySqlTestEngine : TestEngine
{
    internal const string Password = "s3cret";

    private static readonly string? Server = ServerProcess.Find("mariadbd", "/usr/sbin", "/usr/local/sbin");
    private static readonly string? Installer = ServerProcess.Find("mariadb-install-db", "/usr/bin");
    private static readonly string? Client = ServerProcess.Find("mariadb", "/usr/bin");

    private readonly Lazy<Task<Running>> _server = new(StartAsync);
    private int _databases;

    internal override DatabaseProvider Provider => DatabaseProvider.MySql;

    internal override string? Missing => Server is null || Installer is null || Client is null ? "MariaDB's server and client are not installed (Debian: mariadb-server)." : null;

    /// <summary>Users: admin may do anything, reader may only SELECT, writer may do anything in the test databases.</summary>
    internal async Task<string> UrlAsync(string user, string database) => $"mysql://{user}:{Password}@127.0.0.1:{(await _server.Value).Port}/{database}";

    /// <summary>Kills the server and starts it again on the same files and port. What was committed in its last second may be gone, as durability is off.</summary>
    internal async Task CrashAsync()
    {
        var server = await _server.Value;
        await ServerProcess.RunAsync("kill", ["-KILL", (await File.ReadAllTextAsync(server.PidFile)).Trim()]);
        ServerProcess.Start(server.Folder, server.Command);
        await WaitAsync(server.Port);
    }

    private protected override async Task<TestEngineDatabase> CreateAsync()
    {
        var name = $"t_{Interlocked.Increment(ref _databases)}";
        await ScriptAsync("mysql", $"CREATE DATABASE {name} CHARACTER SET utf8mb4;");
        return new MySqlDatabase(this, name, await UrlAsync("reader", name), await UrlAsync("writer", name), await UrlAsync("admin", name));
    }

    private async Task ScriptAsync(string database, string script) => await ServerProcess.RunAsync(
        Client!,
        ["--no-defaults", "--default-character-set=utf8mb4", "-h", "127.0.0.1", "-P", (await _server.Value).Port.ToString(CultureInfo.InvariantCulture), "-u", "admin", database],
        script, ("MYSQL_PWD", Password));

    private static async Task<Running> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-my-").FullName;
        var data = Path.Combine(folder, "data");
        var (port, pidFile) = (ServerProcess.FreePort(), Path.Combine(folder, "pid"));
        string[] asUser = Environment.UserName == "root" ? ["--user=root"] : [];
        await ServerProcess.RunAsync(Installer!, ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. asUser]);
        var setup = Path.Combine(folder, "setup.sql");
        await File.WriteAllTextAsync(setup, $"""
            CREATE USER IF NOT EXISTS admin@'%' IDENTIFIED BY '{Password}';
            GRANT ALL PRIVILEGES ON *.* TO admin@'%' WITH GRANT OPTION;
            CREATE USER IF NOT EXISTS reader@'%' IDENTIFIED BY '{Password}';
            GRANT SELECT ON `t\_%`.* TO reader@'%';
            CREATE USER IF NOT EXISTS writer@'%' IDENTIFIED BY '{Password}';
            GRANT ALL PRIVILEGES ON `t\_%`.* TO writer@'%';
            """);
        string[] command =
        [
            Server!, "--no-defaults", $"--datadir={data}", $"--port={port}", "--bind-address=127.0.0.1", $"--socket={folder}/s", $"--pid-file={pidFile}", $"--init-file={setup}",
            "--character-set-server=latin1", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=256M", "--innodb-doublewrite=0", "--skip-name-resolve", "--max-connections=200", .. asUser,
        ];
        ServerProcess.Start(folder, command);
        await WaitAsync(port);
        return new Running(folder, port, pidFile, command);
    }

    private static async Task WaitAsync(int port)
    {
        var connectionString = $"Server=127.0.0.1;Port={port};User ID=writer;Password={Password};Pooling=false;Connection Timeout=5;SslMode=none";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new MySqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (Exception exception) when (attempt < 300 && exception is MySqlException or IOException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(100);
            }
        }
    }

    private sealed record Running(string Folder, int Port, string PidFile, string[] Command);

    private sealed class MySqlDatabase(MySqlTestEngine engine, string name, string reader, string writer, string owner) : TestEngineDatabase
    {
        internal override DatabaseConnection Connection { get; } = ConnectionAddress.Parse(reader) with { Writer = new Secret(writer) };

        internal override DatabaseConnection AsOwner { get; } = ConnectionAddress.Parse(owner);

        internal override Task ExecuteAsync(string script) => engine.ScriptAsync(name, script);

        public override async ValueTask DisposeAsync() => await engine.ScriptAsync("mysql", $"DROP DATABASE {name};");
    }
}
