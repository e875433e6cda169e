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

    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ChatOps.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static Task<Ended> RunAsync(string folder, params string[] arguments) => TalkAsync(folder, "", arguments);

    /// <summary>Runs to the end with these words on standard input.</summary>
    public static async Task<Ended> TalkAsync(string folder, string input, params string[] arguments)
    {
        using var process = Start(folder, arguments);
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
