using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Engine;

public sealed class CancelTests
{
    private const string Yaml = """
        name: long
        steps:
          - { id: a, type: test.long }
          - { id: b, type: test.long, needs: [a] }
        """;

    [Fact]
    public async Task Cancel_TellsTheHandler_AndEndsEverything()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new Handler("test.long", RiskClass.Read, async (context, token) =>
        {
            await using var registration = token.Register(() => told.TrySetResult());
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync(Yaml);
        await started.Task.WaitAsync(TestHost.Patience);
        var outcome = await host.Engine.CancelAsync(run.Id, TestHost.Ben, CancellationToken.None);
        var cancelled = Assert.IsType<CancelOutcome.Cancelled>(outcome).Run;
        Assert.Equal((RunStatus.Cancelled, "Cancelled by Ben."), (cancelled.Status, cancelled.Error));
        Assert.Equal((StepStatus.Cancelled, StepStatus.Cancelled), (cancelled.Status("a"), cancelled.Status("b")));
        await told.Task.WaitAsync(TestHost.Patience);
        Assert.IsType<CancelOutcome.AlreadyEnded>(await host.Engine.CancelAsync(run.Id, TestHost.Ana, CancellationToken.None));
        Assert.IsType<CancelOutcome.Unknown>(await host.Engine.CancelAsync("r-none", TestHost.Ana, CancellationToken.None));
    }

    [Fact]
    public async Task SlowHandler_DoesNotHoldTheCancel_AndItsLateResultIsRefused()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Exception? refused = null;
        var handler = new Handler("test.long", RiskClass.Read, async (context, _) =>
        {
            started.TrySetResult();
            await release.Task;
            refused = await Record.ExceptionAsync(() => context.SaveCheckpointAsync(context.With, CancellationToken.None));
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync(Yaml);
        await started.Task.WaitAsync(TestHost.Patience);
        Assert.IsType<CancelOutcome.Cancelled>(await host.Engine.CancelAsync(run.Id, TestHost.Ana, CancellationToken.None));
        var dispatcher = host.Get<RunDispatcher>();
        Assert.False(dispatcher.IsIdle);
        release.SetResult();
        while (!dispatcher.IsIdle)
            await Task.Yield();
        Assert.IsType<StaleRunException>(refused);
        var ended = (await host.Runs.FindAsync(run.Id, CancellationToken.None))!;
        Assert.Equal((StepStatus.Cancelled, StepStatus.Cancelled), (ended.Status("a"), ended.Status("b")));
    }

    [Fact]
    public async Task Viewer_MayNotCancel_SomebodyElsesRun()
    {
        var handler = new Handler("test.long", RiskClass.Read, async (context, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync(Yaml);
        Assert.IsType<CancelOutcome.Refused>(await host.Engine.CancelAsync(run.Id, TestHost.Vera, CancellationToken.None));
        Assert.Null((await host.Runs.FindAsync(run.Id, CancellationToken.None))!.EndedAt);
    }

    [Fact]
    public async Task StaleOwner_CommitsNothing_AfterAnotherTookTheRun()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new Handler("test.long", RiskClass.Read, async (context, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync(Yaml);
        await started.Task.WaitAsync(TestHost.Patience);
        await host.State.WriteAsync(c => c.Run("UPDATE run SET epoch=epoch+1 WHERE id=?1", run.Id), CancellationToken.None);
        release.SetResult();
        var dispatcher = host.Get<RunDispatcher>();
        while (!dispatcher.IsIdle)
            await Task.Yield();
        var stood = (await host.Runs.FindAsync(run.Id, CancellationToken.None))!;
        Assert.Equal(StepStatus.Running, stood.Status("a"));
        Assert.DoesNotContain(await host.EventsAsync(run.Id), e => e.Kind == RunEventKind.StepSucceeded);
    }

    [Fact]
    public async Task Suspect_WhoseStartIsRefused_GivesItsPlaceBack()
    {
        var folder = TestFolder.New();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Handler("test.files", RiskClass.Files, async (context, token) =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        string id;
        await using (var host = await TestHost.StartAsync([hold], folder: folder))
        {
            id = (await host.SubmitAsync("name: suspect\nsteps:\n  - { id: a, type: test.files, with: { target: demo@staging } }\n")).Id;
            await started.Task.WaitAsync(TestHost.Patience);
        }

        await Database.ChangeAsync(folder, "UPDATE step_run SET deaths=2");
        await using (var host = await TestHost.StartAsync([hold], folder: folder, configure: o => o with { ResumeUnfinished = false }))
        {
            // Another owner takes the run between the look at the target and the commit of the start.
            host.Targets.Looking = () => host.State.WriteAsync(c => c.Run("UPDATE run SET epoch=epoch+1 WHERE id=?1", id), CancellationToken.None).Wait();
            var dispatcher = host.Get<RunDispatcher>();
            dispatcher.Wake(id);
            while (!dispatcher.IsIdle)
                await Task.Yield();
            Assert.Equal(StepStatus.Running, (await host.Runs.FindAsync(id, CancellationToken.None))!.Status("a"));
            Assert.Equal(1, (await host.Runs.FindAsync(id, CancellationToken.None))!.Step("a").Attempt);
            Assert.True(host.Get<SuspectGate>().TryEnter("another"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Abandon_RightAfterTheOwnersEnd_IsHarmless()
    {
        var write = new Handler("test.write", RiskClass.Write, (context, _) => Task.FromResult(context.With));
        await using var host = await TestHost.StartAsync([write]);
        var run = await host.SubmitAsync("name: waits\nsteps:\n  - { id: a, type: test.write, with: { target: demo@dev } }\n");
        await host.OpenRequestAsync(run.Id);
        using var owner = new RunOwner(run.Id, host.Get<RunServices>(), _ => { }, CancellationToken.None);
        await owner.RunAsync();
        Assert.Null(Record.Exception(owner.Abandon));
    }

    [Fact]
    public async Task Stop_InGoodOrder_IsNoDeathAndNoFailure()
    {
        var folder = TestFolder.New();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new Handler("test.long", RiskClass.Read, async (context, token) =>
        {
            if (context.Attempt <= 4)
            {
                started.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return context.With;
        });
        string? id = null;
        for (var i = 0; i < 4; i++)
        {
            await using var host = await TestHost.StartAsync([handler], folder: folder);
            id ??= (await host.SubmitAsync(Yaml)).Id;
            await started.Task.WaitAsync(TestHost.Patience);
            started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await using (var last = await TestHost.StartAsync([new Handler("test.long", RiskClass.Read, (c, _) => Task.FromResult(c.With))], folder: folder))
        {
            var run = await last.EndAsync(id!);
            Assert.Equal((RunStatus.Succeeded, 5), (run.Status, run.Step("a").Attempt));
        }

        Directory.Delete(folder, recursive: true);
    }
}
