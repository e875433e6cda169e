using ChatOps.Pipelines.Tests.Crash;

namespace ChatOps.Pipelines.Tests;

/// <summary>The child process of the crash tests: <c>crash-host DATA EFFECTS KIND</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args is ["crash-host", var data, var effects, var kind]
        ? CrashHost.RunAsync(data, effects, kind)
        : Task.FromResult(2);
}
