using System.Globalization;
using BenchmarkDotNet.Running;
using ChatOps.Benchmarks.Migration;

namespace ChatOps.Benchmarks;

/// <summary>Runs the benchmarks named on the command line; see the README beside this file.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["anomaly-quality", var folder, .. var python]:
                AnomalyQuality.Run(folder, python.FirstOrDefault("python3"));
                return 0;
            case ["anomaly-speed", .. var python]:
                AnomalySpeed.Run(python.FirstOrDefault("python3"));
                return 0;
            case ["profile", .. var options] when options.Length <= 2:
                await ProfileBenchmark.RunAsync(Array.Find(options, option => option.Contains(':', StringComparison.Ordinal)), Rows(options));
                return 0;
            case ["profile-once", var side, var address]:
                await ProfileBenchmark.MeasureAsync(side, address);
                return 0;
            case ["verify", var source, var target, .. var options]:
                await VerifyBenchmark.RunAsync(source, target, Rows(options));
                return 0;
            case ["migration", .. var scale]:
                await MigrationBenchmark.RunAsync(scale.Length > 0 ? double.Parse(scale[0], CultureInfo.InvariantCulture) : 1);
                return 0;
            case ["planner"]:
                await PlannerBenchmark.RunAsync();
                return 0;
            case ["schema", var url]:
                await SchemaBenchmark.RunAsync(url);
                return 0;
            case ["rules"]:
                await RuleScanBenchmark.RunAsync(null);
                return 0;
            case ["rules", var postgres]:
                await RuleScanBenchmark.RunAsync(postgres);
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }

    private static long Rows(string[] options) =>
        options.Select(option => long.TryParse(option, CultureInfo.InvariantCulture, out var rows) ? rows : 0).FirstOrDefault(rows => rows > 0, 1_000_000);
}
