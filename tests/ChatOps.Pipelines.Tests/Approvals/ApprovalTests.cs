using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;
using static ChatOps.Pipelines.Tests.Approvals.GatedExport;

namespace ChatOps.Pipelines.Tests.Approvals;

public sealed class ApprovalTests
{
    [Fact]
    public async Task OneDecision_CoversThePlan_AndReadingStepsDoNotWait()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        Assert.Equal(["write", "again"], request.Steps);
        Assert.Equal(("prod", RiskClass.Write, new Requirement(1, false)), (request.Environment, request.Risk, request.Requirement));
        var waiting = (await host.Runs.FindAsync(run.Id, CancellationToken.None))!;
        Assert.Equal((StepStatus.Succeeded, StepStatus.WaitingForApproval, StepStatus.Pending), (waiting.Status("look"), waiting.Status("write"), waiting.Status("again")));
        Assert.True(host.Get<RunDispatcher>().IsIdle);
        var recorded = Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(request, TestHost.Ben));
        Assert.Equal(ApprovalState.Approved, recorded.Request.State);
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
        Assert.Single(await host.Approvals.ForRunAsync(run.Id, CancellationToken.None));
        Assert.True((await host.Audit.VerifyAsync(CancellationToken.None)).IsIntact);
    }

    [Fact]
    public async Task SecondPress_ChangesNothing_AndGivesTheDecidedRequest()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        var presses = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => host.DecideAsync(request, i % 2 == 0 ? TestHost.Ben : TestHost.Cleo)));
        Assert.Single(presses.OfType<DecisionOutcome.Recorded>());
        Assert.All(presses.OfType<DecisionOutcome.AlreadyDecided>(), p => Assert.Equal(ApprovalState.Approved, p.Request.State));
        Assert.Equal(9, presses.OfType<DecisionOutcome.AlreadyDecided>().Count());
        await host.EndAsync(run.Id);
        Assert.IsType<DecisionOutcome.AlreadyDecided>(await host.DecideAsync(request, TestHost.Ben, Verdict.Reject));
        Assert.Single((await host.Approvals.FindAsync(request.Id, CancellationToken.None))!.Decisions);
    }

    [Fact]
    public async Task Reject_FailsTheRun_WithTheName()
    {
        var wrote = false;
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write(_ => wrote = true)]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(request, TestHost.Ben, Verdict.Reject));
        var ended = (await host.Runs.FindAsync(run.Id, CancellationToken.None))!;
        Assert.Equal((RunStatus.Failed, "Rejected by Ben"), (ended.Status, ended.Error));
        Assert.Equal((StepStatus.Failed, StepStatus.Skipped), (ended.Status("write"), ended.Status("report")));
        Assert.False(wrote);
    }

    [Fact]
    public async Task WhoMayDecide_FollowsRolesAndThePlan()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, TestHost.Ana));
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, TestHost.Omar));
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, TestHost.Vera));
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, TestHost.Vera, Verdict.Reject));
        var forged = await host.DecideAsync(request with { PlanHash = new string('0', 64) }, TestHost.Ben);
        Assert.IsType<DecisionOutcome.PlanChanged>(forged);
        Assert.IsType<DecisionOutcome.Unknown>(await host.DecideAsync(request with { Id = "a-none" }, TestHost.Ben));
        Assert.Empty((await host.Approvals.FindAsync(request.Id, CancellationToken.None))!.Decisions);
        var dev = await host.SubmitAsync(Yaml, """{"target":"demo@dev"}""", TestHost.Omar);
        Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(await host.OpenRequestAsync(dev.Id), TestHost.Omar));
        await host.EndAsync(dev.Id);
    }

    [Fact]
    public async Task ProdDestructive_NeedsTwoOthers_WhoSignedInAgain()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write(risk: RiskClass.Destructive)], time);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        Assert.Equal(new Requirement(2, false, true), request.Requirement);
        var stale = TestHost.Ben with { SignedInAt = time.GetUtcNow() - TimeSpan.FromMinutes(6) };
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, stale));
        Assert.IsType<DecisionOutcome.Refused>(await host.DecideAsync(request, TestHost.Ben));
        var ben = TestHost.Ben with { SignedInAt = time.GetUtcNow() - TimeSpan.FromMinutes(4) };
        var first = Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(request, ben));
        Assert.Equal(ApprovalState.Open, first.Request.State);
        Assert.IsType<DecisionOutcome.AlreadyDecided>(await host.DecideAsync(request, ben));
        var cleo = TestHost.Cleo with { SignedInAt = time.GetUtcNow() };
        Assert.Equal(ApprovalState.Approved, Assert.IsType<DecisionOutcome.Recorded>(await host.DecideAsync(request, cleo)).Request.State);
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
    }

    [Fact]
    public async Task StepsUnderADecision_TakeTurnsOnATarget()
    {
        var inside = 0;
        var most = 0;
        var handler = new Handler("test.write", RiskClass.Write, async (context, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(20, CancellationToken.None);
            Interlocked.Decrement(ref inside);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.SubmitAsync("""
            name: turns
            steps:
              - { id: a, type: test.write, with: { target: demo@dev, n: 1 } }
              - { id: b, type: test.write, with: { target: demo@dev, n: 2 } }
              - { id: c, type: test.write, with: { target: demo@dev, n: 3 } }
            """);
        await host.DecideAsync(await host.OpenRequestAsync(run.Id), TestHost.Ana);
        Assert.Equal((RunStatus.Succeeded, 1), ((await host.EndAsync(run.Id)).Status, most));
    }

    [Fact]
    public async Task ForEachOverAResult_IsApproved_WhenTheResultIsKnown()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync("""
            name: staged
            steps:
              - { id: find, type: test.echo, with: { tables: [x, y] } }
              - { id: fix, type: test.write, needs: [find], forEach: steps.find.output.tables, with: { target: demo@staging, table: "{{ item }}" } }
            """);
        var request = await host.OpenRequestAsync(run.Id);
        var kinds = (await host.EventsAsync(run.Id)).Select(e => e.Kind).ToList();
        Assert.True(kinds.IndexOf(RunEventKind.StepSucceeded) < kinds.IndexOf(RunEventKind.ApprovalRequested));
        await host.DecideAsync(request, TestHost.Cleo);
        var ended = await host.EndAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, StepStatus.Succeeded), (ended.Status, ended.Status("fix", 1)));
    }

    [Fact]
    public async Task UnknownTarget_FailsTheStep_WithTheMessage()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.RunAsync(Yaml, """{"target":"nowhere"}""");
        Assert.Equal((StepStatus.Failed, "There is no connection 'nowhere'."), (run.Status("write"), run.Step("write").Error));
    }

    [Fact]
    public async Task Expiry_FailsTheRun_BySweepAndAtStart()
    {
        var time = new ManualTime();
        var folder = TestFolder.New();
        string second;
        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write()], time, folder))
        {
            var first = await host.SubmitAsync(Yaml);
            await host.OpenRequestAsync(first.Id);
            time.Advance(TimeSpan.FromDays(6));
            var run = await host.SubmitAsync(Yaml);
            second = run.Id;
            await host.OpenRequestAsync(second);
            time.Advance(TimeSpan.FromDays(1));
            var ended = await host.EndAsync(first.Id);
            Assert.Equal((RunStatus.Failed, "Nobody decided until 2026-03-08 09:00 UTC"), (ended.Status, ended.Error));
            Assert.Equal(ApprovalState.Expired, Assert.Single(await host.Approvals.ForRunAsync(first.Id, CancellationToken.None)).State);
            Assert.Equal(second, Assert.Single(await host.Approvals.OpenAsync(CancellationToken.None)).RunId);
        }

        time.Advance(TimeSpan.FromDays(6));
        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write()], time, folder))
            Assert.Equal(RunStatus.Failed, (await host.EndAsync(second)).Status);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task EveryChangeOfTheRunsStatus_HasOneEvent()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write(risk: RiskClass.Destructive)]);
        var run = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(run.Id);
        var now = TimeProvider.System.GetUtcNow();
        // The first of two decisions changes nothing about the run.
        await host.DecideAsync(request, TestHost.Ben with { SignedInAt = now });
        await UntilIdleAsync(host);
        await host.DecideAsync(request, TestHost.Cleo with { SignedInAt = now });
        await host.EndAsync(run.Id);
        Assert.Equal(
            [RunEventKind.RunCreated, RunEventKind.RunStarted, RunEventKind.RunWaiting, RunEventKind.RunResumed, RunEventKind.RunSucceeded],
            (await host.EventsAsync(run.Id)).Select(e => e.Kind).Where(k => k.ToString().StartsWith("Run", StringComparison.Ordinal)));
        var first = await host.SubmitAsync("name: first\nsteps:\n  - { id: a, type: test.write, with: { target: demo@dev } }\n");
        await host.DecideAsync(await host.OpenRequestAsync(first.Id), TestHost.Ana);
        await host.EndAsync(first.Id);
        Assert.Equal(
            [RunEventKind.RunCreated, RunEventKind.RunWaiting, RunEventKind.RunStarted, RunEventKind.RunSucceeded],
            (await host.EventsAsync(first.Id)).Select(e => e.Kind).Where(k => k.ToString().StartsWith("Run", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fault_EndsTheRun_AndClosesItsRequests()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync("""
            name: fault
            steps:
              - { id: look, type: test.echo, with: { n: 1 } }
              - { id: write, type: test.write, needs: [look], with: { target: demo@dev, n: "{{ steps.look.output.n }}" } }
            """);
        var request = await host.OpenRequestAsync(run.Id);
        await UntilIdleAsync(host);
        await host.State.WriteAsync(c => c.Run("UPDATE step_run SET output='broken' WHERE run_id=?1 AND step=0", run.Id), CancellationToken.None);
        host.Get<RunDispatcher>().Wake(run.Id);
        await UntilIdleAsync(host);
        Assert.Equal("Failed", await host.State.ReadAsync(c => c.Scalar<string>("SELECT status FROM run WHERE id=?1", run.Id), CancellationToken.None));
        Assert.Equal(ApprovalState.Withdrawn, (await host.Approvals.FindAsync(request.Id, CancellationToken.None))!.State);
    }

    private static async Task UntilIdleAsync(TestHost host)
    {
        using var patience = new CancellationTokenSource(TestHost.Patience);
        while (!host.Get<RunDispatcher>().IsIdle)
        {
            Assert.False(patience.IsCancellationRequested, "The run is never let go.");
            await Task.Yield();
        }
    }

    [Fact]
    public async Task WithoutResume_OthersRunsStayAsTheyAre_AndOwnOnesRun()
    {
        var time = new ManualTime();
        var folder = TestFolder.New();
        string waiting, unfinished;
        var hold = new Handler("test.hold", RiskClass.Read, async (context, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return context.With;
        });
        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write(), hold], time, folder))
        {
            waiting = (await host.OpenRequestAsync((await host.SubmitAsync(Yaml)).Id)).RunId;
            unfinished = (await host.SubmitAsync("name: held\nsteps:\n  - { id: a, type: test.hold }\n")).Id;
            await host.UntilAsync(unfinished, r => r.Status("a") == StepStatus.Running);
        }

        time.Advance(TimeSpan.FromDays(8));
        var quick = new Handler("test.hold", RiskClass.Read, (context, _) => Task.FromResult(context.With));
        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write(), quick], time, folder, o => o with { ResumeUnfinished = false }))
        {
            Assert.Equal(RunStatus.Succeeded, (await host.RunAsync("name: mine\nsteps:\n  - { id: a, type: test.hold }\n")).Status);
            time.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(RunStatus.Succeeded, (await host.RunAsync("name: mine\nsteps:\n  - { id: a, type: test.hold }\n")).Status);
            Assert.Equal(waiting, Assert.Single(await host.Approvals.OpenAsync(CancellationToken.None)).RunId);
            Assert.Equal(1, (await host.Runs.FindAsync(unfinished, CancellationToken.None))!.Step("a").Attempt);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Edit_VoidsTheOldRequest_AndCancelsTheOldRun()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var old = await host.SubmitAsync(Yaml);
        var request = await host.OpenRequestAsync(old.Id);
        var edited = new RunRequest { Definition = PipelineYaml.Parse(Yaml) with { Version = 2 }, RequestedBy = TestHost.Ana, Replaces = old.Id };
        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await host.Engine.SubmitAsync(edited, CancellationToken.None));
        Assert.NotEqual(request.PlanHash, Assert.Single(accepted.Approvals).PlanHash);
        Assert.Equal(ApprovalState.Voided, Assert.IsType<DecisionOutcome.AlreadyDecided>(await host.DecideAsync(request, TestHost.Ben)).Request.State);
        Assert.Equal(RunStatus.Cancelled, (await host.Runs.FindAsync(old.Id, CancellationToken.None))!.Status);
        Assert.IsType<SubmitOutcome.Refused>(await host.Engine.SubmitAsync(edited, CancellationToken.None));
        await host.DecideAsync(accepted.Approvals[0], TestHost.Ben);
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(accepted.Run.Id)).Status);
    }

    [Fact]
    public async Task Decision_SurvivesARestart_AndTheRunGoesOn()
    {
        var folder = TestFolder.New();
        string id;
        ApprovalRequest request;
        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write()], folder: folder))
        {
            id = (await host.SubmitAsync(Yaml)).Id;
            request = await host.OpenRequestAsync(id);
        }

        await using (var host = await TestHost.StartAsync([Handler.Echo(), Write()], folder: folder))
        {
            Assert.Equal(request.PlanHash, (await host.OpenRequestAsync(id)).PlanHash);
            await host.DecideAsync(request, TestHost.Ben);
            Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(id)).Status);
        }

        Directory.Delete(folder, recursive: true);
    }
}
