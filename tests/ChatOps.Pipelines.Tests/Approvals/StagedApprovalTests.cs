using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Tests.Support;
using static ChatOps.Pipelines.Tests.Approvals.GatedExport;

namespace ChatOps.Pipelines.Tests.Approvals;

public sealed class StagedApprovalTests
{
    private const string Staged = """
        name: staged
        steps:
          - { id: look, type: test.echo, with: { n: 1 } }
          - { id: make, type: test.write, needs: [look], with: { target: demo@dev, n: "{{ steps.look.output.n }}" } }
          - { id: fill, type: test.write, needs: [make], with: { target: demo@dev, n: "{{ steps.look.output.n }}", fills: true } }
          - { id: check, type: test.echo, needs: [fill] }
          - { id: never, type: test.write, needs: [check], when: steps.look.output.n > 1, with: { target: demo@dev } }
          - { id: later, type: test.write, needs: [check], with: { target: demo@dev, n: "{{ steps.fill.output.n }}" } }
        """;

    [Fact]
    public async Task WhatIsCertainBehindAGate_IsAskedAboutInTheSameRequest()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Staged);

        var request = await host.OpenRequestAsync(run.Id);

        Assert.Equal(["make", "fill"], request.Steps);
    }

    [Fact]
    public async Task WhatDependsOnAWritingStep_IsAskedAboutWhenThatIsKnown()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write()]);
        var run = await host.SubmitAsync(Staged);
        await host.DecideAsync(await host.OpenRequestAsync(run.Id), TestHost.Ana);

        var second = await AskedAboutAsync(host, run.Id, "later");

        Assert.Equal(["later"], second.Steps);
        await host.DecideAsync(second, TestHost.Ana);
        Assert.Equal(RunStatus.Succeeded, (await host.EndAsync(run.Id)).Status);
    }

    [Fact]
    public async Task ATargetThatChangesBetweenTwoStepsOfOneDecision_VoidsIt()
    {
        var targets = new Targets();
        var between = new Handler("test.between", RiskClass.Read, (context, _) =>
        {
            targets.Fingerprints["other"] = "changed by somebody else";
            return Task.FromResult(context.With);
        });
        await using var host = await TestHost.StartAsync([Handler.Echo(), Write(), between], targets: targets);
        var run = await host.SubmitAsync("""
            name: staged
            steps:
              - { id: look, type: test.echo, with: { n: 1 } }
              - { id: make, type: test.write, needs: [look], with: { target: demo@dev, n: "{{ steps.look.output.n }}" } }
              - { id: between, type: test.between, needs: [make] }
              - { id: fill, type: test.write, needs: [between], with: { target: other@dev, n: "{{ steps.look.output.n }}" } }
            """);
        var request = await host.OpenRequestAsync(run.Id);
        Assert.Equal(["make", "fill"], request.Steps);

        await host.DecideAsync(request, TestHost.Ana);

        var fresh = await AskedAboutAsync(host, run.Id, "fill");
        Assert.Equal(["fill"], fresh.Steps);
        Assert.Equal(ApprovalState.Voided, (await host.Approvals.FindAsync(request.Id, CancellationToken.None))!.State);
    }

    private static async Task<ApprovalRequest> AskedAboutAsync(TestHost host, string runId, string step)
    {
        await host.UntilAsync(runId, run => run.Status == RunStatus.WaitingForApproval && run.Status(step) == StepStatus.WaitingForApproval);
        return await host.OpenRequestAsync(runId);
    }
}
