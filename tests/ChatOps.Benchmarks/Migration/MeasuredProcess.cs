using System.Diagnostics;
using System.Globalization;

namespace ChatOps.Benchmarks.Migration;

/// <summary>A program run to its end, with its wall time and the most memory it ever held.</summary>
/// <param name="Megabytes">Its <c>VmHWM</c>, as it was at most a twentieth of a second before it ended.</param>
internal sealed record MeasuredProcess(double Seconds, double Megabytes, string Output)
{
    /// <param name="folder">Where it runs.</param>
    /// <exception cref="InvalidOperationException">It failed; what it printed is in the message.</exception>
    public static async Task<MeasuredProcess> RunAsync(string folder, string program, IEnumerable<string> arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var (output, error, ended) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        var peak = 0.0;
        while (await Task.WhenAny(ended, Task.Delay(50)) != ended)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0
            ? new MeasuredProcess(seconds, peak, await output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error} {await output}");
    }

    /// <summary>Zero once it has ended.</summary>
    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
