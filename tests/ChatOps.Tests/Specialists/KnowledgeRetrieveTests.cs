using ChatOps.Knowledge.Documents;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Specialists;

/// <summary>The block <c>knowledge.retrieve</c> in pipelines on the real engine.</summary>
public sealed class KnowledgeRetrieveTests : IDisposable
{
    private const string Pipeline = """
        name: look-up
        steps:
          - { id: find, type: knowledge.retrieve, with: { question: "how long are backups kept?", limit: 1 } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ItQuotesThePassage_WithItsPlace()
    {
        await File.WriteAllTextAsync(_folder.At("handbook.md"), "# Backups\n\n## Retention\n\nBackups are kept for 35 days.\n\n# Lunch\n\nThe kitchen opens at noon.\n");
        await using var host = await EngineHost.StartAsync(_folder.At("data"), null);
        Assert.IsType<DocumentOutcome.Kept>(await host.Get<DocumentLibrary>().AddAsync(_folder.At("handbook.md"), "ana", CancellationToken.None));

        var run = await host.RunAsync(Pipeline);

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var output = EngineHost.Output(run, "find");
        Assert.Equal(1, output.GetProperty("count").GetInt32());
        var passage = output.GetProperty("passages")[0];
        Assert.Equal("handbook.md", passage.GetProperty("document").GetString());
        Assert.Contains("Retention", passage.GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Contains("35 days", passage.GetProperty("quote").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutDocuments_ItFindsNothing_AndTheRunGoesOn()
    {
        await using var host = await EngineHost.StartAsync(_folder.At("data"), null);

        var run = await host.RunAsync(Pipeline);

        Assert.Equal((RunStatus.Succeeded, "nothing found"), (run.Status, EngineHost.Output(run, "find").GetProperty("summary").GetString()));
    }
}
