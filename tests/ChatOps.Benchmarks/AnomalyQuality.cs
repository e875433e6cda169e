using System.Globalization;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Tests.Anomalies;

namespace ChatOps.Benchmarks;

/// <summary>How well each method ranks labelled rows, beside scikit-learn's Isolation Forest in one run, over five seeds.</summary>
internal static class AnomalyQuality
{
    private const int Seeds = 5;

    /// <param name="folder">Where the labelled sets (<c>*.csv</c>) are.</param>
    /// <param name="python">A Python that has scikit-learn.</param>
    public static void Run(string folder, string python)
    {
        string[] sets = [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal)];
        var theirs = Peer.Run(python, ["quality", .. sets])
            .ToLookup(l => l.GetProperty("set").GetString(), l => new Quality(l.GetProperty("auc").GetDouble(), l.GetProperty("ap").GetDouble()));
        Print("set", "AUC scikit-learn", "AUC iforest", "AUC ensemble", "AP scikit-learn", "AP iforest", "AP ensemble");
        Print("---", "---", "---", "---", "---", "---", "---");
        var results = new List<Result>();
        foreach (var path in sets)
        {
            var set = LabelledSet.Read(path);
            var result = new Result(
                Path.GetFileNameWithoutExtension(path),
                [.. theirs[path]],
                Measure(set, options => IsolationForest.Fit(set.Rows, options).Score(set.Rows)),
                Measure(set, options => AnomalyEnsemble.Fit(set.Rows, options).Score(set.Rows)));
            Print([result.Set, .. result.Columns(q => q.Auc, Spread), .. result.Columns(q => q.Ap, Spread)]);
            results.Add(result);
        }

        Print([$"mean of {results.Count}", .. Means(results, q => q.Auc), .. Means(results, q => q.Ap)]);
        Console.WriteLine();
        Console.WriteLine($"ensemble worse than scikit-learn by more than two standard errors: AUC {Worse(results, q => q.Auc)}; AP {Worse(results, q => q.Ap)}");
        Console.WriteLine($"ensemble better by more than two standard errors: AUC {Better(results, q => q.Auc)}; AP {Better(results, q => q.Ap)}");
    }

    private static Quality[] Measure(LabelledSet set, Func<IsolationForestOptions, double[]> score) =>
        [.. Enumerable.Range(0, Seeds).Select(seed => score(new IsolationForestOptions { Seed = seed }))
            .Select(scores => new Quality(RankingQuality.RocAuc(scores, set.Odd), RankingQuality.AveragePrecision(scores, set.Odd)))];

    private static IEnumerable<string> Means(List<Result> results, Func<Quality, double> of) =>
        Enumerable.Range(0, 3).Select(method => Number(results.Average(result => result.Of(method).Average(of))));

    private static string Worse(List<Result> results, Func<Quality, double> of) => Beyond(results, of, -1);

    private static string Better(List<Result> results, Func<Quality, double> of) => Beyond(results, of, 1);

    /// <summary>The sets on which the two means differ that way by more than two standard errors of the difference.</summary>
    private static string Beyond(List<Result> results, Func<Quality, double> of, int sign)
    {
        var sets = results.Where(result =>
        {
            var (theirs, ours) = (Moments(result.Of(0).Select(of)), Moments(result.Of(2).Select(of)));
            var error = Math.Sqrt(((theirs.Deviation * theirs.Deviation) + (ours.Deviation * ours.Deviation)) / (Seeds - 1));
            return sign * (ours.Mean - theirs.Mean) > Math.Max(2 * error, 0.0005);
        }).Select(result => result.Set).ToList();
        return $"{sets.Count} of {results.Count}{(sets.Count is > 0 and <= 15 ? $" ({string.Join(", ", sets)})" : "")}";
    }

    private static (double Mean, double Deviation) Moments(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / all.Count));
    }

    private static string Spread(IEnumerable<double> values)
    {
        var (mean, deviation) = Moments(values);
        return $"{Number(mean)} ± {Number(deviation)}";
    }

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static void Print(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    /// <param name="Auc">Area under the ROC curve, 0..1.</param>
    /// <param name="Ap">Average precision, 0..1.</param>
    private readonly record struct Quality(double Auc, double Ap);

    private sealed record Result(string Set, Quality[] Theirs, Quality[] Forest, Quality[] Ensemble)
    {
        public Quality[] Of(int method) => method switch { 0 => Theirs, 1 => Forest, _ => Ensemble };

        public IEnumerable<string> Columns(Func<Quality, double> of, Func<IEnumerable<double>, string> show) =>
            Enumerable.Range(0, 3).Select(method => show(Of(method).Select(of)));
    }
}
