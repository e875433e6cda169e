using System.Diagnostics;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Crash;

/// <summary>Real child processes, really killed.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string _folder = TestFolder.New();

    private string Data => Path.Combine(_folder, "data");

    private string EffectsFile => Path.Combine(_folder, "effects.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_BetweenEffectAndCommit_LosesNoEffectAndDoublesNone()
    {
        var killed = new HashSet<string>();
        var random = new Random(20260301);
        string? end = null;
        for (var starts = 0; end is null; starts++)
        {
            Assert.True(starts < 40, "The run does not end.");
            end = await LiveAsync("effects", (line, child) =>
            {
                // Every step and item is killed once behind its effect and before its commit.
                if (line.StartsWith("effect ", StringComparison.Ordinal) && killed.Add(line))
                    return false;
                child.StandardInput.WriteLine();
                // Once more at a moment that nobody chose: perhaps before the commit, perhaps behind it.
                return !(killed.Count == 6 && random.Next(2) == 0 && killed.Add("wild"));
            });
        }

        Assert.Equal("ended Succeeded", end);
        Assert.True(killed.Count(k => k != "wild") >= 10);
        var effects = Effects.Read(EffectsFile);
        var run = effects.Keys.First().Split('/')[0];
        string[] expected = [$"{run}/first", $"{run}/other", $"{run}/last", .. Enumerable.Range(0, 8).Select(i => $"{run}/many/{i}")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), effects.Keys.Order(StringComparer.Ordinal));
        Assert.All(effects.Values, e => Assert.InRange(e.Tries, 2, 3));
        Assert.InRange(effects.Values.Sum(e => e.Tries), 22, 23);
    }

    [Fact]
    public async Task StepThatKillsItsHostThreeTimes_IsParked_AndTheOthersGoOn()
    {
        var kills = 0;
        string? end = null;
        while (end is null)
        {
            Assert.True(kills < 6, "It is not parked.");
            end = await LiveAsync("poison", (line, child) =>
            {
                if (line == "poison")
                {
                    kills++;
                    return false;
                }

                child.StandardInput.WriteLine();
                return true;
            });
        }

        Assert.Equal(("ended Parked", 3), (end, kills));
        await using var host = await TestHost.StartAsync([], folder: Data);
        var run = Assert.Single(await host.Runs.ListAsync(new RunQuery(), CancellationToken.None));
        Assert.Equal(
            (StepStatus.Parked, StepStatus.Skipped, StepStatus.Succeeded, StepStatus.Succeeded),
            (run.Status("poison"), run.Status("behind"), run.Status("innocent"), run.Status("next")));
        Assert.True((await host.Audit.VerifyAsync(CancellationToken.None)).IsIntact);
    }

    /// <summary>One life of the child: until it ends by itself (its last line), or until <paramref name="goesOn"/> says no (null).</summary>
    private async Task<string?> LiveAsync(string kind, Func<string, Process, bool> goesOn)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CrashTests).Assembly.Location, "crash-host", Data, EffectsFile, kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TestHost.Patience);
        try
        {
            while (await child.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("ended", StringComparison.Ordinal))
                    return line;
                if (!goesOn(line, child))
                    return null;
            }

            Assert.Fail($"The child ended early: {await errors}");
            return null;
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }
    }
}
