using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.Database.Tests.Servers;

/// <summary>
/// A database server for this test process alone. It lives under a shell that waits for the end of its input: however this process ends, the
/// pipe closes, and the shell stops the server and removes its folder.
/// </summary>
internal sealed class ServerProcess
{
    private const string Keeper = """
        folder=$1; shift
        "$@" >"$folder/server.log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT "$server" 2>/dev/null || kill "$server" 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$server" 2>/dev/null || break; sleep 0.2; done
        kill -KILL "$server" 2>/dev/null
        wait "$server" 2>/dev/null
        rm -rf "$folder"
        """;

    /// <summary>Holds the pipes open: one that nobody refers to any more would be closed.</summary>
    private static readonly ConcurrentBag<ServerProcess> Running = [];

    private readonly Process _keeper;

    private ServerProcess(Process keeper) => _keeper = keeper;

    /// <summary>A port of the loopback that nobody listens on right now.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static ServerProcess Start(string folder, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", Keeper, "keeper", folder }.Concat(command))
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ServerProcess(Process.Start(start)!);
        Running.Add(server);
        return server;
    }

    /// <summary>Stops the server and removes its folder.</summary>
    internal async Task StopAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
    }

    /// <summary>Runs a program to its end; what it printed is in the exception when it fails.</summary>
    internal static async Task RunAsync(string program, IEnumerable<string> arguments, string? input = null, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error} {await output}");
        }
    }

    /// <summary>The program in one of the folders, or in PATH; null when it is not there.</summary>
    internal static string? Find(string program, params IEnumerable<string> folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
