using System.Text.Json;

namespace ChatOps.Benchmarks.Migration;

/// <summary>The built command <c>migrate</c> in a process of its own, from its start to its end.</summary>
/// <param name="Load">Seconds that it took to load the rows, as it tells itself.</param>
/// <param name="Verify">Seconds that it compared both sides; 0 where it was told not to.</param>
/// <param name="Verified">It found both sides the same; null where it did not compare.</param>
internal sealed record MigrateCommand(MeasuredProcess Process, double Load, double Verify, bool? Verified)
{
    /// <summary>Seconds without the comparison.</summary>
    public double Migrate => Process.Seconds - Verify;

    /// <exception cref="InvalidOperationException">It failed, or did not load every row.</exception>
    public static async Task<MigrateCommand> RunAsync(string folder, string source, string target, bool verify, long rows)
    {
        // The program as it is built, with everything compiled ahead; beside the benchmarks lies a copy without that.
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/ChatOps/bin/Release/net10.0/ChatOps"));
        var process = await MeasuredProcess.RunAsync(folder, program, ["migrate", source, target, "--yes", "--json", .. verify ? Array.Empty<string>() : ["--no-verify"]]);
        using var document = JsonDocument.Parse(process.Output);
        var (root, seconds) = (document.RootElement, document.RootElement.GetProperty("seconds"));
        var loaded = root.GetProperty("tables").EnumerateArray().Sum(table => table.GetProperty("loaded").GetInt64());
        return loaded != rows
            ? throw new InvalidOperationException($"{loaded} of {rows} rows were loaded: {process.Output}")
            : new MigrateCommand(process, seconds.GetProperty("load").GetDouble(), seconds.GetProperty("verify").GetDouble(), verify ? root.GetProperty("verified").GetBoolean() : null);
    }
}
