using System.Globalization;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Benchmarks.Migration;

/// <summary>A PostgreSQL and a MariaDB server for this process alone, as their packages configure them, so with full durability.</summary>
internal sealed class BenchmarkServers : IDisposable
{
    private const string User = "bench";
    private const string Password = "bench";

    private static readonly string[] AsPostgres = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
    private static readonly string[] AsRoot = Environment.UserName == "root" ? ["--user=root"] : [];

    private readonly List<ServerProcess> _servers = [];
    private readonly (int PostgreSql, int MariaDb) _ports = (ServerProcess.FreePort(), ServerProcess.FreePort());

    public static async Task<BenchmarkServers> StartAsync()
    {
        var servers = new BenchmarkServers();
        await servers.StartPostgreSqlAsync();
        await servers.StartMariaDbAsync();
        return servers;
    }

    public string PostgreSql(string database) => $"postgresql://{User}:{Password}@127.0.0.1:{_ports.PostgreSql}/{database}";

    public string MariaDb(string database) => $"mysql://{User}:{Password}@127.0.0.1:{_ports.MariaDb}/{database}";

    /// <summary>A database without anything in it, whatever was there.</summary>
    public async Task<string> EmptyPostgreSqlAsync(string database)
    {
        await PsqlAsync("postgres", $"DROP DATABASE IF EXISTS {database}", $"CREATE DATABASE {database}", "CHECKPOINT");
        return PostgreSql(database);
    }

    /// <inheritdoc cref="EmptyPostgreSqlAsync"/>
    public async Task<string> EmptyMariaDbAsync(string database)
    {
        await MariaDbAsync("mysql", $"DROP DATABASE IF EXISTS {database}; CREATE DATABASE {database} CHARACTER SET utf8mb4;");
        return MariaDb(database);
    }

    /// <summary>Each statement by itself, as <c>psql -c</c> does.</summary>
    public Task PsqlAsync(string database, params string[] statements) =>
        ServerProcess.RunAsync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", PostgreSql(database), .. statements.SelectMany(statement => new[] { "-c", statement })]);

    /// <summary>The first value of the answer.</summary>
    public async Task<string> AskPostgreSqlAsync(string database, string question) =>
        (await MeasuredProcess.RunAsync(Path.GetTempPath(), "psql", ["-X", "-q", "-A", "-t", "-d", PostgreSql(database), "-c", question])).Output.Trim();

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.StopAsync().GetAwaiter().GetResult();
        }
    }

    private Task MariaDbAsync(string database, string script) => ServerProcess.RunAsync(
        "mariadb", ["--no-defaults", "-h", "127.0.0.1", "-P", Text(_ports.MariaDb), "-u", User, database], script, ("MYSQL_PWD", Password));

    private async Task StartPostgreSqlAsync()
    {
        var bin = Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).First() + "/bin";
        var folder = Directory.CreateTempSubdirectory("chatops-bench-pg-").FullName;
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password);
        if (AsPostgres.Length > 0)
        {
            await ServerProcess.RunAsync("chown", ["-R", "postgres", folder]);
        }

        string[] initialize = [.. AsPostgres, bin + "/initdb", "-D", folder + "/data", "-U", User, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--locale=C.UTF-8"];
        await ServerProcess.RunAsync(initialize[0], initialize.Skip(1));
        _servers.Add(ServerProcess.Start(folder, [.. AsPostgres, bin + "/postgres", "-D", folder + "/data", "-p", Text(_ports.PostgreSql), "-k", folder]));
        await WaitAsync(() => PsqlAsync("postgres", "SELECT 1"));
    }

    private async Task StartMariaDbAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-bench-my-").FullName;
        await ServerProcess.RunAsync("mariadb-install-db", ["--no-defaults", $"--datadir={folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db", .. AsRoot]);
        var setup = Path.Combine(folder, "setup.sql");
        await File.WriteAllTextAsync(setup, $"CREATE USER {User}@'%' IDENTIFIED BY '{Password}';\nGRANT ALL PRIVILEGES ON *.* TO {User}@'%';\n");
        _servers.Add(ServerProcess.Start(folder, [
            "mariadbd", "--no-defaults", $"--datadir={folder}/data", $"--port={Text(_ports.MariaDb)}", "--bind-address=127.0.0.1", $"--socket={folder}/s", $"--pid-file={folder}/pid", $"--init-file={setup}", "--skip-name-resolve", .. AsRoot]));
        await WaitAsync(() => MariaDbAsync("mysql", "SELECT 1;"));
    }

    private static async Task WaitAsync(Func<Task> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ask();
                return;
            }
            catch (Exception refused) when (attempt < 300 && refused is InvalidOperationException or IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
