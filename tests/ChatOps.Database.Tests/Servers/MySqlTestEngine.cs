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

    private readonly Lazy<Task<int>> _port = new(StartAsync);
    private int _databases;

    internal override DatabaseProvider Provider => DatabaseProvider.MySql;

    internal override string? Missing => Server is null || Installer is null || Client is null ? "MariaDB's server and client are not installed (Debian: mariadb-server)." : null;

    /// <summary>Users: admin may do anything, reader may only SELECT, writer may do anything in the test databases.</summary>
    internal async Task<string> UrlAsync(string user, string database) => $"mysql://{user}:{Password}@127.0.0.1:{await _port.Value}/{database}";

    private protected override async Task<TestEngineDatabase> CreateAsync()
    {
        var name = $"t_{Interlocked.Increment(ref _databases)}";
        await ScriptAsync("mysql", $"CREATE DATABASE {name} CHARACTER SET utf8mb4;");
        return new MySqlDatabase(this, name, await UrlAsync("reader", name), await UrlAsync("writer", name), await UrlAsync("admin", name));
    }

    private async Task ScriptAsync(string database, string script) => await ServerProcess.RunAsync(
        Client!,
        ["--no-defaults", "--default-character-set=utf8mb4", "-h", "127.0.0.1", "-P", (await _port.Value).ToString(CultureInfo.InvariantCulture), "-u", "admin", database],
        script, ("MYSQL_PWD", Password));

    private static async Task<int> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-my-").FullName;
        var data = Path.Combine(folder, "data");
        var port = ServerProcess.FreePort();
        string[] asUser = Environment.UserName == "root" ? ["--user=root"] : [];
        await ServerProcess.RunAsync(Installer!, ["--no-defaults", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", .. asUser]);
        var setup = Path.Combine(folder, "setup.sql");
        await File.WriteAllTextAsync(setup, $"""
            CREATE USER admin@'%' IDENTIFIED BY '{Password}';
            GRANT ALL PRIVILEGES ON *.* TO admin@'%' WITH GRANT OPTION;
            CREATE USER reader@'%' IDENTIFIED BY '{Password}';
            GRANT SELECT ON `t\_%`.* TO reader@'%';
            CREATE USER writer@'%' IDENTIFIED BY '{Password}';
            GRANT ALL PRIVILEGES ON `t\_%`.* TO writer@'%';
            """);
        ServerProcess.Start(folder, [
            Server!, "--no-defaults", $"--datadir={data}", $"--port={port}", "--bind-address=127.0.0.1", $"--socket={folder}/s", $"--pid-file={folder}/pid", $"--init-file={setup}",
            "--character-set-server=latin1", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=256M", "--innodb-doublewrite=0", "--skip-name-resolve", "--max-connections=200", .. asUser]);
        await WaitAsync($"Server=127.0.0.1;Port={port};User ID=writer;Password={Password};Pooling=false;Connection Timeout=5;SslMode=none");
        return port;
    }

    private static async Task WaitAsync(string connectionString)
    {
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

    private sealed class MySqlDatabase(MySqlTestEngine engine, string name, string reader, string writer, string owner) : TestEngineDatabase
    {
        internal override DatabaseConnection Connection { get; } = ConnectionAddress.Parse(reader) with { Writer = new Secret(writer) };

        internal override DatabaseConnection AsOwner { get; } = ConnectionAddress.Parse(owner);

        internal override Task ExecuteAsync(string script) => engine.ScriptAsync(name, script);

        public override async ValueTask DisposeAsync() => await engine.ScriptAsync("mysql", $"DROP DATABASE {name};");
    }
}
