using System.Collections.Concurrent;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Engine;

public sealed class RunTests
{
    [Fact]
    public async Task Run_PassesOutputsOn_WithTheirTypes()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var run = await host.RunAsync(
            """
            name: types
            inputs: { n: { type: integer }, who: { type: string, default: "{{ inputs.n }}" } }
            steps:
              - { id: a, type: test.echo, with: { n: "{{ inputs.n }}", list: [1, null, true] } }
              - { id: b, type: test.echo, needs: [a], with: { same: "{{ steps.a.output }}", text: "n={{ steps.a.output.n }} {{ inputs.who }}" } }
            output: { text: "{{ steps.b.output.text }}", n: "{{ steps.b.output.same.n }}" }
            """, """{"n":7}""");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal("""{"n":7,"list":[1,null,true]}""", run.Step("b").Output!.Value.GetProperty("same").GetRawText());
        // The input's text looks like a template and stays text.
        Assert.Equal("""{"text":"n=7 {{ inputs.n }}","n":7}""", run.Output!.Value.GetRawText());
    }

    [Fact]
    public async Task IndependentSteps_Overlap_ButNeverMoreThanTheLimit()
    {
        var running = 0;
        var most = 0;
        var three = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new Handler("test.wait", RiskClass.Read, async (context, token) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 3)
                three.TrySetResult();
            await three.Task.WaitAsync(token);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return context.With;
        });
        await using var host = await TestHost.StartAsync([handler], configure: o => o with { MaxParallelSteps = 3 });
        var steps = string.Join("\n", Enumerable.Range(0, 12).Select(i => $"  - {{ id: s{i}, type: test.wait }}"));
        var run = await host.RunAsync($"name: wide\nsteps:\n{steps}\n");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task EveryTransition_IsDurable_BeforeTheHandlerSeesItsAttempt()
    {
        TestHost? host = null;
        var seen = new ConcurrentQueue<StepStatus>();
        var handler = new Handler("test.look", RiskClass.Read, async (context, token) =>
        {
            var run = (await host!.Runs.FindAsync(context.RunId, token))!;
            seen.Enqueue(run.Step(context.StepId).Status);
            Assert.All(run.Definition.Steps.Single(s => s.Id == context.StepId).Needs, n => Assert.Equal(StepStatus.Succeeded, run.Status(n)));
            return context.With;
        });
        await using var started = host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("""
            name: durable
            steps:
              - { id: a, type: test.look }
              - { id: b, type: test.look, needs: [a] }
            """);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal([StepStatus.Running, StepStatus.Running], seen);
    }

    [Fact]
    public async Task When_IsFalse_SkipsTheStepAndEverythingBehindIt()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var run = await host.RunAsync("""
            name: skip
            steps:
              - { id: a, type: test.echo, with: { errors: 2 } }
              - { id: b, type: test.echo, needs: [a], when: steps.a.output.errors == 0 }
              - { id: c, type: test.echo, needs: [b], with: { x: "{{ steps.b.output.x }}" } }
              - { id: d, type: test.echo, needs: [a], when: "steps.a.output.errors > 1 and not (steps.a.output.errors >= 3)" }
            output: { gone: "{{ steps.c.output }}" }
            """);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(StepStatus.Skipped, run.Status("b"));
        Assert.Equal(StepStatus.Skipped, run.Status("c"));
        Assert.Null(run.Step("c").Output);
        Assert.Equal(StepStatus.Succeeded, run.Status("d"));
        Assert.Equal("""{"gone":null}""", run.Output!.Value.GetRawText());
    }

    [Fact]
    public async Task Failure_SkipsWhatNeedsIt_AndOtherBranchesFinish()
    {
        var handler = new Handler("test.fail", RiskClass.Read, (_, _) => throw new StepFailedException("The table is gone."));
        await using var host = await TestHost.StartAsync([handler, Handler.Echo()]);
        var run = await host.RunAsync("""
            name: branches
            steps:
              - { id: bad, type: test.fail, title: Count rows, retry: { attempts: 5 } }
              - { id: behind, type: test.echo, needs: [bad] }
              - { id: far, type: test.echo, needs: [behind] }
              - { id: good, type: test.echo }
              - { id: better, type: test.echo, needs: [good] }
            """);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal("Count rows: The table is gone.", run.Error);
        Assert.Equal(1, run.Step("bad").Attempt);
        Assert.Equal((StepStatus.Skipped, StepStatus.Skipped, StepStatus.Succeeded), (run.Status("behind"), run.Status("far"), run.Status("better")));
    }

    [Fact]
    public async Task UnexpectedException_GivesASafeSentence_AndNotItsText()
    {
        var handler = new Handler("test.crash", RiskClass.Read, (_, _) => throw new FormatException("password=hunter2"));
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: surprise\nsteps:\n  - { id: a, type: test.crash }\n");
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("incident i-", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "returned no JSON object")]
    [InlineData("""{"rows":"many"}""", "'rows' must be of type integer")]
    public async Task Output_ThatBreaksItsPromise_FailsTheStep(string output, string message)
    {
        var handler = new Handler("test.out", RiskClass.Read, (_, _) => Task.FromResult(Json.Of(output)))
        {
            Type = new StepType("test.out", "Out", "Tester", RiskClass.Read, Handler.AnyObject, Json.Of("""{"type":"object","properties":{"rows":{"type":"integer"}}}""")),
        };
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: promise\nsteps:\n  - { id: a, type: test.out }\n");
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_OverOneMebibyte_FailsTheStep()
    {
        var handler = new Handler("test.big", RiskClass.Read, (_, _) =>
            Task.FromResult(Json.Of($$"""{"text":"{{new string('x', 1024 * 1024)}}"}""")));
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("name: big\nsteps:\n  - { id: a, type: test.big }\n");
        Assert.Contains("more than 1 MiB", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_ResolvedFromOutputs_IsCheckedAgainstTheSchema()
    {
        var strict = new Handler("test.strict", RiskClass.Read, (c, _) => Task.FromResult(c.With))
        {
            Type = new StepType("test.strict", "Strict", "Tester", RiskClass.Read, Json.Of("""{"type":"object","properties":{"n":{"type":"integer"}}}"""), Handler.AnyObject),
        };
        await using var host = await TestHost.StartAsync([strict, Handler.Echo()]);
        var run = await host.RunAsync("""
            name: late
            steps:
              - { id: a, type: test.echo, with: { n: seven } }
              - { id: b, type: test.strict, needs: [a], with: { n: "{{ steps.a.output.n }}" } }
            """);
        Assert.Contains("'n' must be of type integer", run.Step("b").Error, StringComparison.Ordinal);
        Assert.Equal(0, run.Step("b").Attempt);
    }

    [Fact]
    public async Task ForEach_CollectsItemOutputsInOrder_AndEmptyListsSucceed()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var run = await host.RunAsync(
            """
            name: each
            inputs: { tables: { type: array }, none: { type: array, default: [] } }
            steps:
              - { id: a, type: test.echo, forEach: inputs.tables, with: { t: "{{ item.name }}" } }
              - { id: b, type: test.echo, needs: [a], forEach: steps.a.output, with: { t: "{{ item.t }}!" } }
              - { id: empty, type: test.echo, forEach: inputs.none }
              - { id: sum, type: test.echo, needs: [b, empty], with: { b: "{{ steps.b.output }}", e: "{{ steps.empty.output }}", one: "{{ steps.b.output[1].t }}" } }
            """, """{"tables":[{"name":"x"},{"name":"y"},{"name":"z"}]}""");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal("""{"b":[{"t":"x!"},{"t":"y!"},{"t":"z!"}],"e":[],"one":"y!"}""", run.Step("sum").Output!.Value.GetRawText());
        Assert.Equal("""[{"t":"x"},{"t":"y"},{"t":"z"}]""", run.Step("a").Output!.Value.GetRawText());
        Assert.Equal(StepStatus.Succeeded, run.Status("a", 2));
    }

    [Fact]
    public async Task ForEach_WithAFailingItem_TriesAllAndFails()
    {
        var handler = new Handler("test.odd", RiskClass.Read, (c, _) =>
            c.With.GetProperty("n").GetInt32() == 2 ? throw new StepFailedException("Two is bad.") : Task.FromResult(c.With));
        await using var host = await TestHost.StartAsync([handler]);
        var run = await host.RunAsync("""
            name: odd
            inputs: { ns: { type: array, default: [1, 2, 3] } }
            steps:
              - { id: a, type: test.odd, forEach: inputs.ns, with: { n: "{{ item }}" } }
            """);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal("1 of 3 items failed. Item 1: Two is bad.", run.Step("a").Error);
        Assert.Equal(StepStatus.Succeeded, run.Status("a", 2));
    }

    [Fact]
    public async Task ForEach_OverSomethingElseThanAList_FailsTheStep()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var run = await host.RunAsync("""
            name: nolist
            steps:
              - { id: a, type: test.echo, with: { n: 1 } }
              - { id: b, type: test.echo, needs: [a], forEach: steps.a.output.n }
            """);
        Assert.Contains("is not a list", run.Step("b").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdempotencyKey_GivesTheSameRun_AndItsStepsRunOnce()
    {
        var times = 0;
        var handler = new Handler("test.count", RiskClass.Read, (c, _) =>
        {
            Interlocked.Increment(ref times);
            return Task.FromResult(c.With);
        });
        await using var host = await TestHost.StartAsync([handler]);
        var request = new RunRequest
        {
            Definition = PipelineYaml.Parse("name: once\nsteps:\n  - { id: a, type: test.count }\n"),
            RequestedBy = TestHost.Ana,
            IdempotencyKey = "k1",
        };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Engine.SubmitAsync(request, CancellationToken.None)));
        var ids = outcomes.Select(o => Assert.IsType<SubmitOutcome.Accepted>(o).Run.Id).Distinct().ToList();
        await host.EndAsync(Assert.Single(ids));
        var other = await host.Engine.SubmitAsync(request with { RequestedBy = TestHost.Ben }, CancellationToken.None);
        Assert.NotEqual(ids[0], Assert.IsType<SubmitOutcome.Accepted>(other).Run.Id);
        Assert.NotNull(await host.EndAsync(((SubmitOutcome.Accepted)other).Run.Id));
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Viewer_MayNotStart_AndInvalidPlansStartNothing()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var definition = PipelineYaml.Parse("name: no\nsteps:\n  - { id: a, type: test.ecko }\n  - { id: b, type: test.echo, needs: [c] }\n");
        var refused = await host.Engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = TestHost.Vera }, CancellationToken.None);
        Assert.Contains("role operator", Assert.IsType<SubmitOutcome.Refused>(refused).Reason, StringComparison.Ordinal);
        var invalid = await host.Engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = TestHost.Ana }, CancellationToken.None);
        Assert.Equal(["type-unknown", "need-missing"], Assert.IsType<SubmitOutcome.Invalid>(invalid).Findings.Select(f => f.Code));
        Assert.Empty(await host.Runs.ListAsync(new RunQuery(), CancellationToken.None));
    }

    [Fact]
    public async Task Retry_MakesANewRun_OfTheSameDefinitionAndInputs()
    {
        await using var host = await TestHost.StartAsync([Handler.Echo()]);
        var first = await host.RunAsync("name: again\ninputs: { n: { type: integer } }\nsteps:\n  - { id: a, type: test.echo, with: { n: \"{{ inputs.n }}\" } }\n", """{"n":5}""");
        var outcome = Assert.IsType<SubmitOutcome.Accepted>(await host.Engine.RetryAsync(first.Id, TestHost.Ben, "c2", "k2", CancellationToken.None));
        var second = await host.EndAsync(outcome.Run.Id);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("""{"n":5}""", second.Step("a").Output!.Value.GetRawText());
        Assert.Equal(("ben", "c2"), (second.RequestedBy, second.Origin));
        var repeated = Assert.IsType<SubmitOutcome.Accepted>(await host.Engine.RetryAsync(first.Id, TestHost.Ben, "c2", "k2", CancellationToken.None));
        Assert.Equal(second.Id, repeated.Run.Id);
        var third = Assert.IsType<SubmitOutcome.Accepted>(await host.Engine.RetryAsync(second.Id, TestHost.Ben, null, null, CancellationToken.None));
        Assert.Equal("c2", third.Run.Origin);
        await host.EndAsync(third.Run.Id);
        Assert.IsType<SubmitOutcome.Refused>(await host.Engine.RetryAsync("r-none", TestHost.Ben, null, null, CancellationToken.None));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
