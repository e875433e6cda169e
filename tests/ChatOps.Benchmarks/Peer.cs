using System.Diagnostics;
using System.Text.Json;

namespace ChatOps.Benchmarks;

/// <summary>scikit-learn's Isolation Forest in a process of its own (<c>peers/isolation_forest.py</c>).</summary>
internal static class Peer
{
    /// <summary>The lines of JSON it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed; the reason is on standard error.</exception>
    public static List<JsonElement> Run(string python, IEnumerable<string> arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "isolation_forest.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script, .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{python} did not start.");
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines.Select(l => JsonDocument.Parse(l).RootElement)]
            : throw new InvalidOperationException($"{python} ended with {process.ExitCode}; it needs scikit-learn (Debian: python3-sklearn).");
    }
}
