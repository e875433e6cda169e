using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;
using static ChatOps.Pipelines.Tests.Approvals.GatedExport;

namespace ChatOps.Pipelines.Tests.Approvals;

public sealed class DriftTests
{
    [Fact]
    public async Task Drift_BeforeTheDecision_VoidsTheRequest_AndAsksAgain()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        host.Targets.Fingerprints["demo"] = "v2";
        var changed = Assert.IsType<DecisionOutcome.PlanChanged>(await host.DecideAsync(request, TestHost.Ben));
        Assert.NotEqual(request.PlanHash, changed.Request.PlanHash);
        var old = (await host.Approvals.FindAsync(request.Id, CancellationToken.None))!;
        Assert.Equal(ApprovalState.Voided, old.State);
        Assert.Contains("demo has changed", old.Reason, StringComparison.Ordinal);
        Assert.Contains(await host.EventsAsync(run.Id), e => e.Kind == RunEventKind.ApprovalVoided);
        Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(changed.Request, TestHost.Ben));
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Drift_AfterTheDecision_StopsTheStep_AndAsksAgain()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wrote = 0;
        var hold = new Handler("test.hold", RiskClass.Read, async (context, token) =>
        {
            await gate.Task.WaitAsync(token);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([hold, Write(_ => wrote++)]);
        var run = await host.SubmitAsync("""
            name: late
            steps:
              - { id: hold, type: test.hold }
              - { id: write, type: test.write, needs: [hold], with: { target: demo@staging } }
            """);
        var request = Assert.Single(await host.Approvals.ForRunAsync(run.Id, CancellationToken.None));
        Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(request, TestHost.Ben));
        host.Targets.Fingerprints["demo"] = "v2";
        gate.SetResult();
        var fresh = await host.OpenRequestAsync(run.Id);
        Assert.NotEqual(request.Id, fresh.Id);
        Assert.Equal(0, wrote);
        Assert.Equal(ApprovalState.Voided, (await host.Approvals.FindAsync(request.Id, CancellationToken.None))!.State);
        Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(fresh, TestHost.Cleo));
        Assert.Equal((RunStatus.Succeeded, 1), ((await host.EndAsync(run.Id)).Status, wrote));
    }

    [Fact]
    public async Task OwnEffects_AreNoDrift_ForTheNextStep()
    {
        var targets = new Targets();
        await using var host = await TestHost.StartAsync(
            [Handler.Echo(), Write(c => targets.Fingerprints["demo"] = $"after {c.StepId}")], targets: targets);
        var run = await host.SubmitAsync(Yaml);
        await host.DecideAsync(await host.OpenRequestAsync(run.Id), TestHost.Ben);
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
        Assert.Single(await host.Approvals.ForRunAsync(run.Id, CancellationToken.None));
    }

    [Theory]
    [InlineData(RiskClass.Write, "v2", "dev", false)]
    [InlineData(RiskClass.Files, "v1", "dev", false)]
    [InlineData(RiskClass.Files, "v2", "dev", true)]
    [InlineData(RiskClass.Write, "v1", "prod", true)]
    public async Task Drift_AfterACrashInMidStep_IsFound_UnlessItMayBeTheStepsOwnEffect(RiskClass risk, string fingerprint, string environment, bool asksAgain)
    {
        var folder = TestFolder.New();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string id;
        const string Held = "name: held\nsteps:\n  - { id: a, type: test.write, with: { target: demo@dev } }\n";
        var hold = new Handler("test.write", risk, async (context, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        await using (var host = await TestHost.StartAsync([hold], folder: folder))
        {
            id = (await host.SubmitAsync(Held)).Id;
            await host.DecideAsync(await host.OpenRequestAsync(id), TestHost.Ana);
            await started.Task.WaitAsync(TestHost.Patience);
        }

        // As a kill in mid-step leaves it.
        await Database.ChangeAsync(folder, "UPDATE step_run SET is_open=1");
        var targets = new Targets();
        targets.Fingerprints["demo"] = fingerprint;
        targets.Environments["demo"] = environment;
        await using (var host = await TestHost.StartAsync([Write(risk: risk)], folder: folder, targets: targets))
        {
            var after = await host.UntilAsync(id, r => r.EndedAt is not null || r.Status == RunStatus.WaitingForApproval);
            Assert.Equal(asksAgain ? RunStatus.WaitingForApproval : RunStatus.Succeeded, after.Status);
        }

        Directory.Delete(folder, recursive: true);
    }
}
