using BenchmarkDotNet.Running;

namespace ChatOps.Benchmarks;

/// <summary>Runs the benchmarks named on the command line; see the README beside this file.</summary>
internal static class Program
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
