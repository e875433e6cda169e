using BenchmarkDotNet.Running;

namespace ChatOps.Benchmarks;

/// <summary>Runs the benchmarks named on the command line; see the README beside this file.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["anomaly-quality", var folder, .. var python]:
                AnomalyQuality.Run(folder, python.FirstOrDefault("python3"));
                return 0;
            case ["anomaly-speed", .. var python]:
                AnomalySpeed.Run(python.FirstOrDefault("python3"));
                return 0;
            case ["rules"]:
                RuleScanBenchmark.RunAsync(null).GetAwaiter().GetResult();
                return 0;
            case ["rules", var postgres]:
                RuleScanBenchmark.RunAsync(postgres).GetAwaiter().GetResult();
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
