using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Tests.Support;
using FsCheck;

namespace ChatOps.Pipelines.Tests.Engine;

public sealed class GraphTests
{
    [Fact]
    public async Task AnyGraph_EndsWithEveryStepInAStateThatFitsItsNeeds()
    {
        var handler = new Handler("test.any", RiskClass.Read, (context, _) => context.With.GetProperty("fate").GetString() switch
        {
            "fail" => throw new StepFailedException("Meant to."),
            "throw" => throw new FormatException(),
            "flaky" when context.Attempt == 1 => throw new StepFailedException("Not yet.", isTransient: true),
            _ => Task.FromResult(context.With),
        });
        await using var host = await TestHost.StartAsync([handler]);
        foreach (var definition in Graphs().Sample(12, 60))
        {
            var outcome = await host.Engine.SubmitAsync(new RunRequest { Definition = definition, RequestedBy = TestHost.Ana }, CancellationToken.None);
            var run = await host.EndAsync(Assert.IsType<SubmitOutcome.Accepted>(outcome).Run.Id);
            foreach (var step in definition.Steps)
                Assert.Equal(Expected(step, run), (step.Id, run.Status(step.Id)));
            Assert.Equal(run.Steps.Any(s => s.Status == StepStatus.Failed) ? RunStatus.Failed : RunStatus.Succeeded, run.Status);
            AssertOrder(definition, await host.EventsAsync(run.Id));
        }
    }

    private static (string, StepStatus) Expected(StepDefinition step, Run run) => (step.Id, step switch
    {
        _ when step.Needs.Any(n => run.Status(n) != StepStatus.Succeeded) => StepStatus.Skipped,
        { When: "false" } => StepStatus.Skipped,
        _ => step.With.GetProperty("fate").GetString() is "fail" or "throw" ? StepStatus.Failed : StepStatus.Succeeded,
    });

    private static void AssertOrder(PipelineDefinition definition, IReadOnlyList<RunEvent> events)
    {
        var succeeded = new HashSet<string>();
        var needs = definition.Steps.ToDictionary(s => s.Id, s => s.Needs);
        foreach (var found in events)
        {
            if (found.Kind == RunEventKind.StepStarted)
                Assert.Subset(succeeded, needs[found.StepId!].ToHashSet());
            if (found.Kind == RunEventKind.StepSucceeded)
                Assert.True(succeeded.Add(found.StepId!));
        }
    }

    private static Gen<PipelineDefinition> Graphs() =>
        from count in Gen.Choose(1, 25)
        from steps in Gen.Sequence(Enumerable.Range(0, count).Select(Step))
        from order in Gen.Shuffle(steps.ToArray())
        select new PipelineDefinition { Name = "any", Steps = order };

    private static Gen<StepDefinition> Step(int index) =>
        from needs in Gen.SubListOf(Enumerable.Range(Math.Max(0, index - 4), Math.Min(4, index)).Select(i => $"s{i}"))
        from fate in Gen.Frequency(Tuple.Create(8, Gen.Constant("fine")), Tuple.Create(1, Gen.Constant("fail")), Tuple.Create(1, Gen.Constant("throw")), Tuple.Create(2, Gen.Constant("flaky")))
        from when in Gen.Frequency(Tuple.Create(8, Gen.Constant<string?>(null)), Tuple.Create(1, Gen.Constant<string?>("false")), Tuple.Create(1, Gen.Constant<string?>("1 < 2")))
        select new StepDefinition
        {
            Id = $"s{index}",
            Type = "test.any",
            Needs = [.. needs],
            When = when,
            With = Json.Of($$"""{"fate":"{{fate}}"}"""),
            Retry = new RetryPolicy(2, Backoff.Constant, TimeSpan.Zero),
        };
}
