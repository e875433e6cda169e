using System.Diagnostics;
using System.Text;

namespace ChatOps.Tests.Commands;

/// <summary>The built program as a child process.</summary>
internal static class Program
{
    /// <summary>The collection of the tests that kill processes at their heaviest work: side by side they would starve each other.</summary>
    public const string OneAfterAnother = "processes at their heaviest work";

    /// <summary>What a finished process left behind.</summary>
    public sealed record Ended(int ExitCode, string Output, string Error);

    public static Process Start(string folder, params string[] arguments) => Start(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "ChatOps.dll"), .. arguments]);

    /// <summary>Runs to the end, and may write no file beyond a size.</summary>
    public static Task<Ended> RunLimitedAsync(string folder, int kilobytes, params string[] arguments)
    {
        // Without the exception for XFSZ the system would end the process; the runtime itself maps a larger file unless it is told not to.
        string script = $"trap '' XFSZ; ulimit -f {kilobytes * 2}; DOTNET_EnableWriteXorExecute=0 exec dotnet \"$@\"";
        return EndAsync(Start(folder, "sh", ["-c", script, "sh", Path.Combine(AppContext.BaseDirectory, "ChatOps.dll"), .. arguments]), "", arguments);
    }

    private static Process Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static Task<Ended> RunAsync(string folder, params string[] arguments) => TalkAsync(folder, "", arguments);

    /// <summary>Runs to the end with these words on standard input.</summary>
    public static Task<Ended> TalkAsync(string folder, string input, params string[] arguments) => EndAsync(Start(folder, arguments), input, arguments);

    private static async Task<Ended> EndAsync(Process started, string input, string[] arguments)
    {
        using var process = started;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(240));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end. It printed: {await output}{await error}");
        }

        return new Ended(process.ExitCode, await output, await error);
    }
}
