using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Tests.Anomalies;

namespace ChatOps.Benchmarks;

/// <summary>
/// Isolation Forest beside scikit-learn's, in one run: ranking quality on the labelled sets over five seeds, and rows per second
/// of fit + score on one thread.
/// </summary>
internal static class IsolationForestBenchmark
{
    private const int Rows = 100_000;
    private const int Columns = 10;

    /// <param name="folder">Where the labelled sets (<c>*.csv</c>) are.</param>
    /// <param name="python">A Python that has scikit-learn.</param>
    public static void Run(string folder, string python)
    {
        var peer = Path.Combine(AppContext.BaseDirectory, "peers", "isolation_forest.py");
        CompareQuality([.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal)], python, peer);
        CompareSpeed(python, peer);
    }

    private static void CompareQuality(string[] sets, string python, string peer)
    {
        var theirs = Start(python, [peer, "quality", .. sets])
            .Select(l => (Set: l.GetProperty("set").GetString(), Auc: l.GetProperty("auc").GetDouble(), Ap: l.GetProperty("ap").GetDouble()))
            .ToLookup(l => l.Set);
        Print("set", "AUC", "scikit-learn", "AP", "scikit-learn");
        foreach (var path in sets)
        {
            var set = LabelledSet.Read(path);
            var scores = Enumerable.Range(0, 5)
                .Select(seed => IsolationForest.Fit(set.Rows, new IsolationForestOptions { Seed = seed }).Score(set.Rows))
                .ToList();
            Print(
                Path.GetFileNameWithoutExtension(path),
                Spread(scores.Select(s => RankingQuality.RocAuc(s, set.Odd))),
                Spread(theirs[path].Select(l => l.Auc)),
                Spread(scores.Select(s => RankingQuality.AveragePrecision(s, set.Odd))),
                Spread(theirs[path].Select(l => l.Ap)));
        }
    }

    private static void CompareSpeed(string python, string peer)
    {
        var random = new Random(1);
        var values = new double[Rows * Columns];
        foreach (ref var value in values.AsSpan())
        {
            value = random.NextDouble();
        }

        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            var theirs = Start(python, [peer, "speed", file, $"{Rows}", $"{Columns}"]).Single().GetProperty("seconds").GetDouble();
            var one = Seconds(values, threads: 1);
            var all = Seconds(values, threads: 0);
            Print("", "seconds", "rows/s", "ratio", "");
            Print("scikit-learn, one thread", Number(theirs), Number(Rows / theirs), "1", "");
            Print("ours, one thread", Number(one), Number(Rows / one), Number(theirs / one), "");
            Print($"ours, {Environment.ProcessorCount} threads", Number(all), Number(Rows / all), Number(theirs / all), "");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Seconds(double[] values, int threads)
    {
        var best = double.PositiveInfinity;
        for (var run = 0; run < 8; run++)
        {
            var start = Stopwatch.GetTimestamp();
            var data = new FeatureMatrix(values, Rows, Columns);
            IsolationForest.Fit(data, new IsolationForestOptions { Seed = run, MaxThreads = threads }).Score(data);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static List<JsonElement> Start(string python, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{python} did not start.");
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines.Select(l => JsonDocument.Parse(l).RootElement)]
            : throw new InvalidOperationException($"{python} ended with {process.ExitCode}; it needs scikit-learn (Debian: python3-sklearn).");
    }

    private static string Spread(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        var deviation = Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / all.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F4} ± {deviation:F4}");
    }

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");
}
