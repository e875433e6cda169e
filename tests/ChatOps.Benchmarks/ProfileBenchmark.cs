using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;

namespace ChatOps.Benchmarks;

/// <summary>
/// The profile of a table of 10 columns beside the same figures asked one by one in SQL, a statement per figure and column, over the same driver.
/// Each run is a process of its own, in turn, so that memory is that of one side and neither side runs warmer. In it the work is done twice: the
/// first time as a command does it, with code that is still to be compiled, the second as a bot does it that has been running.
/// </summary>
internal static class ProfileBenchmark
{
    private const int Runs = 3;

    /// <param name="address">A server where the table may be made, as a URL; null for a SQLite file in the temporary folder.</param>
    /// <param name="rows">Rows of the table.</param>
    public static async Task RunAsync(string? address, long rows)
    {
        using var table = await ProfileTable.CreateAsync(address, rows);
        List<Measured> ours = [], peers = [];
        for (var run = 0; run < Runs; run++)
        {
            peers.Add(await StartAsync("per-check", table.Address));
            ours.Add(await StartAsync("one-pass", table.Address));
        }

        var (one, each) = (Median(ours, run => run.First), Median(peers, run => run.First));
        var (oneAgain, eachAgain) = (Median(ours, run => run.Again), Median(peers, run => run.Again));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | {rows:N0} x 10 | seconds, first (median of {Runs}) | seconds, again | peak memory |
            |---|---|---|---|
            | profile, one pass | {one:0.00} | {oneAgain:0.00} | {ours.Max(run => run.Megabytes):0} MB |
            | one statement per figure and column ({peers[0].Statements}) | {each:0.00} | {eachAgain:0.00} | {peers.Max(run => run.Megabytes):0} MB |
            | ratio | {each / one:0.0} | {eachAgain / oneAgain:0.0} | |
            """));
    }

    /// <summary>One side, twice; prints what it measured as JSON.</summary>
    public static async Task MeasureAsync(string side, string address)
    {
        var connection = ConnectionAddress.Parse(address);
        var (first, statements) = await TimeAsync(side, connection);
        var (again, _) = await TimeAsync(side, connection);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measured(first, again, self.PeakWorkingSet64 / 1e6, statements)));
    }

    private static async Task<(double Seconds, int Statements)> TimeAsync(string side, DatabaseConnection connection)
    {
        var start = Stopwatch.GetTimestamp();
        if (side != "one-pass")
        {
            var statements = await ProfileQueries.RunAsync(ProfileTable.Access, connection);
            return (Stopwatch.GetElapsedTime(start).TotalSeconds, statements);
        }

        await new Profiler(ProfileTable.Access, TimeProvider.System).ProfileAsync(connection, new ProfileOptions { Tables = [ProfileTable.Name] }, null, CancellationToken.None);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, 1);
    }

    private static async Task<Measured> StartAsync(string side, string address)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["profile-once", side, address]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The benchmark could not start itself.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measured>(output)!
            : throw new InvalidOperationException($"The run of {side} ended with {process.ExitCode}.");
    }

    private static double Median(List<Measured> runs, Func<Measured, double> seconds) => runs.Select(seconds).Order().ElementAt(runs.Count / 2);

    private sealed record Measured(double First, double Again, double Megabytes, int Statements);
}
