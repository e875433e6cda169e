using ChatOps.Agents.Evidence;
using ChatOps.Agents.Planner;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Specialists;

public sealed class PlanEffectsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryStepThatDoesMoreThanRead_SaysWhatAndHowToTakeItBack()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path, null);
        Assert.All(host.Get<StepCatalog>().Types, type => Assert.Equal(type.Risk == RiskClass.Read, type.Effect is null || type.Undo is null));
    }

    [Theory]
    [InlineData("data.quarantine", "Writes to the database", "_chatops_quarantine")]
    [InlineData("quarantine.export", "nothing masked", "delete the folder of the failing rows")]
    [InlineData("landing.export", "one CSV file per table", "delete the folder of the export")]
    public async Task Plan_WithAStepThatDoesMoreThanRead_NeverSaysThatItOnlyReads(string type, string effect, string undo)
    {
        var evidence = await CollectAsync("schema.validate", type);
        Assert.Contains(effect, Assert.Single(evidence.Effects), StringComparison.Ordinal);
        Assert.Contains(undo, evidence.Undo, StringComparison.Ordinal);
        Assert.DoesNotContain("Reads only", evidence.Effects[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfSeveralSuchSteps_NamesTheEffectsOfEach()
    {
        var evidence = await CollectAsync("quarantine.export", "landing.export", "landing.export");
        Assert.Equal(2, evidence.Effects.Count);
        Assert.Equal("delete the folder of the failing rows; nothing else is touched. Then delete the folder of the export; nothing else is touched.", evidence.Undo);
    }

    [Fact]
    public async Task Plan_ThatReads_SaysSo()
    {
        var evidence = await CollectAsync("schema.validate", "data.check");
        Assert.Equal(["Reads only. Nothing is created, changed or dropped."], evidence.Effects);
        Assert.Null(evidence.Undo);
    }

    private async Task<PlanEvidence> CollectAsync(params string[] types)
    {
        await using var host = await EngineHost.StartAsync(_folder.Path, null);
        var definition = new PipelineDefinition { Name = "plan", Steps = [.. types.Select((type, index) => new StepDefinition { Id = $"s{index}", Type = type })] };
        var plan = new Plan { Title = "Plan", Intent = "plan", Definition = definition, Connections = [], Summary = "" };
        return await host.Get<EvidenceCollector>().CollectAsync(plan, [], CancellationToken.None);
    }
}
