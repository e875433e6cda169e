using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Engine;

public sealed class RetryTests
{
    private const string Yaml = """
        name: retry
        steps:
          - { id: a, type: test.flaky, retry: { attempts: 4, backoff: exponential, delay: 00:01:00 } }
        """;

    [Fact]
    public async Task TransientFailures_AreRepeated_WithGrowingDelays()
    {
        var time = new ManualTime();
        var at = new List<TimeSpan>();
        var start = time.GetUtcNow();
        var handler = Flaky(c =>
        {
            at.Add(time.GetUtcNow() - start);
            return c.Attempt < 4;
        });
        await using var host = await TestHost.StartAsync([handler], time);
        var run = await host.SubmitAsync(Yaml);
        foreach (var minutes in (int[])[1, 2, 4])
        {
            await host.UntilAsync(run.Id, r => r.Step("a") is { Status: StepStatus.Running, Error: not null, } && at.Count == r.Step("a").Attempt);
            await UntilIdleAsync(host);
            time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(RunStatus.Running, (await host.Runs.FindAsync(run.Id, CancellationToken.None))!.Status);
            var before = at.Count;
            Assert.Equal(before, (await host.Runs.FindAsync(run.Id, CancellationToken.None))!.Step("a").Attempt);
            time.Advance(TimeSpan.FromSeconds(1));
            await host.UntilAsync(run.Id, r => r.Step("a").Attempt > before);
        }

        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
        Assert.Equal([0, 1, 3, 7], at.Select(t => t.TotalMinutes));
    }

    [Fact]
    public async Task Retry_BesideALongStep_ComesWhenItIsDue()
    {
        var time = new ManualTime();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Handler("test.hold", RiskClass.Read, async (context, token) =>
        {
            await release.Task.WaitAsync(token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([hold, Flaky(c => c.Attempt < 2)], time);
        var run = await host.SubmitAsync("""
            name: beside
            steps:
              - { id: long, type: test.hold, timeout: 7.00:00:00 }
              - { id: a, type: test.flaky, retry: { attempts: 2, delay: 00:00:01 } }
            """);
        await host.UntilAsync(run.Id, r => r.Step("a") is { Attempt: 1, Error: not null });
        using var patience = new CancellationTokenSource(TestHost.Patience);
        // The alarm is set after the commit that was just seen, so the clock is moved until it rings.
        while ((await host.Runs.FindAsync(run.Id, patience.Token))!.Status("a") != StepStatus.Succeeded)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            // The engine needs the processor too.
            await Task.Delay(5, patience.Token);
        }

        Assert.Equal(StepStatus.Running, (await host.Runs.FindAsync(run.Id, patience.Token))!.Status("long"));
        release.SetResult();
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Attempts_RunOut_AndTheLastErrorStands()
    {
        var handler = Flaky(_ => true);
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: retry\nsteps:\n  - { id: a, type: test.flaky, retry: { attempts: 3, delay: 00:00:00 } }\n");
        Assert.Equal((RunStatus.Failed, 3), (run.Status, run.Step("a").Attempt));
        Assert.Equal("Not now.", run.Step("a").Error);
        Assert.Equal(2, (await host.EventsAsync(run.Id)).Count(e => e.Kind == RunEventKind.StepRetrying));
    }

    [Fact]
    public async Task Restart_DuringADelay_NeitherLosesNorRepeatsAnAttempt()
    {
        var folder = TestFolder.New();
        var time = new ManualTime();
        var attempts = new List<int>();
        var handler = Flaky(c =>
        {
            attempts.Add(c.Attempt);
            return c.Attempt < 2;
        });
        string id;
        await using (var first = await TestHost.StartAsync([handler], time, folder))
        {
            id = (await first.SubmitAsync(Yaml)).Id;
            await first.UntilAsync(id, r => r.Step("a") is { Attempt: 1, Error: not null });
        }

        await using (var second = await TestHost.StartAsync([handler], time, folder))
        {
            await UntilIdleAsync(second);
            Assert.Equal([1], attempts);
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(RunStatus.Succeeded, (await second.EndAsync(id)).Status);
            Assert.Equal([1, 2], attempts);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Timeout_EndsTheAttempt_AndCountsAsTransient()
    {
        var handler = new Handler("test.slow", RiskClass.Read, async (context, token) =>
        {
            if (context.Attempt == 1)
                await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: slow\nsteps:\n  - { id: a, type: test.slow, timeout: 00:00:00.2, retry: { attempts: 2, delay: 00:00:00 } }\n");
        Assert.Equal((RunStatus.Succeeded, 2), (run.Status, run.Step("a").Attempt));
        var retried = (await host.EventsAsync(run.Id)).Single(e => e.Kind == RunEventKind.StepRetrying);
        Assert.Equal("It took longer than 0.2 seconds.", retried.Data.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Checkpoint_IsGivenBack_ToTheNextAttempt()
    {
        var handler = new Handler("test.steps", RiskClass.Read, async (context, token) =>
        {
            if (context.Checkpoint is { } checkpoint)
                return checkpoint;
            await context.SaveCheckpointAsync(Json.Of("""{"done":41}"""), token);
            throw new StepFailedException("Halfway.", isTransient: true);
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: halfway\nsteps:\n  - { id: a, type: test.steps, retry: { attempts: 2, delay: 00:00:00 } }\n");
        Assert.Equal("""{"done":41}""", run.Step("a").Output!.Value.GetRawText());
    }

    [Fact]
    public async Task FullDisk_PostponesTheCommit_AndTheRunGoesOnWithRoom()
    {
        TestHost? host = null;
        var handler = new Handler("test.big", RiskClass.Read, async (context, token) =>
        {
            // SQLite's own page limit answers exactly like a disk without room.
            await host!.State.WriteAsync(c => c.Scalar<long>($"PRAGMA max_page_count={c.Scalar<long>("PRAGMA page_count")}"), token);
            return Json.Of($$"""{"text":"{{new string('x', 500_000)}}"}""");
        });
        await using var started = host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync("name: full\nsteps:\n  - { id: a, type: test.big }\n");
        await host.UntilAsync(run.Id, r => r.Status("a") == StepStatus.Running);
        while (host.Get<CommitFailures>().Count == 0)
            await Task.Yield();
        await host.State.WriteAsync(c => c.Scalar<long>("PRAGMA max_page_count=1000000"), CancellationToken.None);
        var ended = await host.EndAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, 1), (ended.Status, ended.Step("a").Attempt));
    }

    private static Handler Flaky(Func<StepContext, bool> fails) => new("test.flaky", RiskClass.Read, (context, _) =>
        fails(context) ? throw new StepFailedException("Not now.", isTransient: true) : Task.FromResult(context.With));

    /// <summary>The owner has let the run go and its timer stands.</summary>
    private static async Task UntilIdleAsync(TestHost host)
    {
        using var patience = new CancellationTokenSource(TestHost.Patience);
        while (!host.Get<RunDispatcher>().IsIdle)
        {
            Assert.False(patience.IsCancellationRequested, "The run is never let go.");
            await Task.Yield();
        }
    }
}
