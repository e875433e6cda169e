using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Commands;

public sealed partial class BadDayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_SaysWhereToOpenIt_IsHealthy_AndStopsOnATerm()
    {
        var port = FreePort();
        await using var server = new Session(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{port}");

        await server.WaitForAsync("Open http");

        Assert.Matches(OpenLine(), server.Output);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task ASecondInstanceOnTheSameData_EndsWithTwoAndNamesTheFirst()
    {
        var port = FreePort();
        await using var server = new Session(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{port}");
        await server.WaitForAsync("Open http");

        var second = await Program.RunAsync(_folder.Path, "chat");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"http://127.0.0.1:{port}", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInstanceThatWasKilled_DoesNotBlockTheNext()
    {
        await using (var first = new Session(_folder.Path, "chat"))
        {
            await first.SayAsync("help");
            await first.WaitForAsync("What I can do");
            await first.KillAsync();
        }

        var next = await Program.TalkAsync(_folder.Path, "help\n", "chat");

        Assert.Equal(0, next.ExitCode);
    }

    [Fact]
    public async Task APortInUse_IsSaidWithWhatToDo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var ended = await Program.RunAsync(_folder.Path, "serve", "--urls", $"http://{other.LocalEndpoint}");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("in use", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--urls", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseBeingWrittenTo_IsStillReadAsItWasCommitted()
    {
        var file = _folder.Database("busy.sqlite", "PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL); INSERT INTO t VALUES (1, 1), (2, 2);");
        using var writer = Open(file);
        Run(writer, "BEGIN IMMEDIATE; INSERT INTO t VALUES (3, 3);");

        var ended = await Program.RunAsync(_folder.Path, "profile", file, "--json");

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("\"rows\": 2", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseLockedByAWriter_IsAFailureThatSaysSo()
    {
        var file = _folder.Database("locked.sqlite", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
        using var writer = Open(file);
        Run(writer, "BEGIN EXCLUSIVE; INSERT INTO t VALUES (1);");

        var ended = await Program.RunAsync(_folder.Path, "validate", file);

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("lock", ended.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AFullDisk_EndsAnExportWithASentenceAndNoBrokenFile()
    {
        var small = _folder.At("small");
        Directory.CreateDirectory(small);
        var mounted = await MountAsync(small);
        Skip.If(!mounted && Environment.GetEnvironmentVariable("CHATOPS_CI") != "1", "a small file system can only be mounted by root");
        Assert.True(mounted);
        try
        {
            var file = _folder.Database("wide.sqlite", """
                CREATE TABLE a (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO a SELECT i, hex(zeroblob(60)) FROM n;
                """);

            var ended = await Program.RunAsync(_folder.Path, "export", file, "--out", Path.Combine(small, "landing"));

            Assert.Equal(3, ended.ExitCode);
            Assert.Contains("disk", ended.Error + ended.Output, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Directory.EnumerateFiles(small, "*", SearchOption.AllDirectories), path => path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith("manifest.json", StringComparison.Ordinal));
        }
        finally
        {
            using var unmount = Process.Start("umount", [small]);
            await unmount.WaitForExitAsync();
        }
    }

    private static async Task<bool> MountAsync(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync();
        return mount.ExitCode == 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^Open http://127\.0\.0\.1:\d+/\?key=[0-9a-f]{32,}\r?$", RegexOptions.Multiline)]
    private static partial Regex OpenLine();
}
