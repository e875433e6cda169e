using System.Globalization;
using System.Runtime.InteropServices;
using ChatOps.Database.Anomalies;

namespace ChatOps.Benchmarks;

/// <summary>Rows per second of processor time of fit + score on one thread beside scikit-learn's Isolation Forest, taking turns three times.</summary>
internal static class AnomalySpeed
{
    private const int Columns = 10;
    private const int Rounds = 3;

    /// <param name="python">A Python that has scikit-learn.</param>
    public static void Run(string python)
    {
        Print("rows x 10", "scikit-learn, rows/s", "iforest, rows/s", "ensemble, rows/s", "iforest ratio", "ensemble ratio");
        Print("---", "---", "---", "---", "---", "---");
        Time([.. Random(20_000)], 20_000);
        Compare(python, 100_000);
        Compare(python, 1_000_000);
    }

    private static void Compare(string python, int rows)
    {
        var values = Random(rows);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
            var rounds = Enumerable.Range(0, Rounds).Select(_ =>
            {
                var theirs = Peer.Run(python, ["speed", file, $"{rows}", $"{Columns}"]).Single().GetProperty("seconds").GetDouble();
                var (forest, ensemble) = Time(values, rows);
                return (Theirs: theirs, Forest: forest, Ensemble: ensemble);
            }).ToList();
            Print(
                rows.ToString("N0", CultureInfo.InvariantCulture),
                Rate(rows, rounds.Select(r => r.Theirs)),
                Rate(rows, rounds.Select(r => r.Forest)),
                Rate(rows, rounds.Select(r => r.Ensemble)),
                Ratios(rounds.Select(r => r.Theirs / r.Forest)),
                Ratios(rounds.Select(r => r.Theirs / r.Ensemble)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (double Forest, double Ensemble) Time(double[] values, int rows)
    {
        var data = new FeatureMatrix(values, rows, Columns);
        var options = new IsolationForestOptions { MaxThreads = 1 };
        return (Seconds(() => IsolationForest.Fit(data, options).Score(data)), Seconds(() => AnomalyEnsemble.Fit(data, options).Score(data)));
    }

    /// <summary>Processor time, so that others on the machine do not count; on an idle machine one thread's is the time that passes.</summary>
    private static double Seconds(Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static double[] Random(int rows)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, rows * Columns).Select(_ => random.NextDouble())];
    }

    private static string Rate(int rows, IEnumerable<double> seconds) => (rows / seconds.Order().ElementAt(Rounds / 2)).ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratios(IEnumerable<double> ratios) => string.Join(", ", ratios.Select(r => $"{r.ToString("F1", CultureInfo.InvariantCulture)}x"));

    private static void Print(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");
}
