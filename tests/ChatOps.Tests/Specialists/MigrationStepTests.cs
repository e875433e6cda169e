using ChatOps.Database.Connections;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Specialists;

public sealed class MigrationStepTests : IDisposable
{
    private const string DryRun = "{ id: look, type: migrate.dry-run, with: { source: shop, target: copy } }";

    private static readonly Actor Ana = new("ana", "Ana", Roles.Viewer | Roles.Operator | Roles.Approver);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DryRun_KeepsThePlanAndEveryStatement()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync($"name: look\nsteps:\n  - {DryRun}\n");

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var output = EngineHost.Output(run, "look");
        Assert.Equal("2 tables, about 3 rows", output.GetProperty("summary").GetString());
        Assert.Equal(64, output.GetProperty("digest").GetString()!.Length);
        Assert.Equal(["migration.sql", "plan.json", "before.json"], (await host.Get<RunStore>().ArtifactsAsync(run.Id, CancellationToken.None)).Select(artifact => artifact.Name).OrderByDescending(name => name.EndsWith("sql", StringComparison.Ordinal)).ThenByDescending(name => name));
    }

    [Theory]
    [InlineData("include: [nosuch]", "nosuch")]
    [InlineData("overrides: nosuch.yaml", "There is no overrides file nosuch.yaml")]
    [InlineData("overrides: ../x.yaml", "is no name of an overrides file")]
    public async Task DryRun_OfWhatIsNotThere_SaysSo(string with, string problem)
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync($"name: look\nsteps:\n  - {{ id: look, type: migrate.dry-run, with: {{ source: shop, target: copy, {with} }} }}\n");

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWritingStep_WithAnotherDigest_DoesNothing()
    {
        await using var host = await StartAsync();

        var run = await DecideAsync(host, $$$"""
            name: forged
            steps:
              - {{{DryRun}}}
              - { id: create, type: migrate.schema, needs: [look], with: { source: shop, target: copy, plan: "{{ steps.look.output.plan }}", digest: "{{{new string('0', 64)}}}" } }
            """);

        Assert.Contains("no longer the one that was decided on", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(_folder.At("copy.sqlite")).Length);
    }

    [Fact]
    public async Task APlanThatReplaces_NeedsTheStepThatDestroys()
    {
        await using var host = await StartAsync();

        var run = await DecideAsync(host, """
            name: wrong
            steps:
              - { id: look, type: migrate.dry-run, with: { source: shop, target: copy, mode: replace } }
              - { id: create, type: migrate.schema, needs: [look], with: { source: shop, target: copy, plan: "{{ steps.look.output.plan }}", digest: "{{ steps.look.output.digest }}" } }
            """);

        Assert.Contains("migrate.replace", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(_folder.At("copy.sqlite")).Length);
    }

    [Fact]
    public async Task ATargetWithoutAWriter_IsToldBeforeAnybodyIsAsked()
    {
        await using var host = await StartAsync(writes: false);

        var run = await host.RunAsync($$$"""
            name: unwritable
            steps:
              - {{{DryRun}}}
              - { id: create, type: migrate.schema, needs: [look], with: { source: shop, target: copy, plan: "{{ steps.look.output.plan }}", digest: "{{ steps.look.output.digest }}" } }
            """);

        Assert.Contains("copy has no writer", run.Error, StringComparison.Ordinal);
        Assert.Empty(await host.Get<ApprovalStore>().ForRunAsync(run.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Verify_NeedsNoPlan()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync("name: same\nsteps:\n  - { id: verify, type: migrate.verify, with: { source: shop, target: shop } }\n");

        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.True(EngineHost.Output(run, "verify").GetProperty("identical").GetBoolean());
    }

    private async Task<EngineHost> StartAsync(bool writes = true)
    {
        var source = _folder.Database("shop.sqlite", "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id)); INSERT INTO a VALUES (1, 'x'), (2, NULL); INSERT INTO b VALUES (1, 2);");
        await File.WriteAllBytesAsync(_folder.At("copy.sqlite"), []);
        var target = ConnectionAddress.ForFile(_folder.At("copy.sqlite"));
        return await EngineHost.StartAsync(_folder.At("data"), null, ConnectionAddress.ForFile(source), writes ? target with { Writer = target.Reader } : target);
    }

    /// <summary>Runs to the end, and approves whatever is asked.</summary>
    private static async Task<Run> DecideAsync(EngineHost host, string yaml)
    {
        var id = Assert.IsType<SubmitOutcome.Accepted>(await host.SubmitAsync(yaml)).Run.Id;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var change in host.Get<RunFeed>().ReadAsync(0, patience.Token))
        {
            if (change.RunId == id && change.Kind is RunEventKind.RunSucceeded or RunEventKind.RunFailed or RunEventKind.RunCancelled)
                break;
            if (change.Kind != RunEventKind.ApprovalRequested)
                continue;
            foreach (var request in await host.Get<ApprovalStore>().OpenAsync(patience.Token))
                await host.Get<ApprovalDesk>().DecideAsync(new DecisionRequest { ApprovalId = request.Id, PlanHash = request.PlanHash, Actor = Ana, Verdict = Verdict.Approve, Channel = "test" }, patience.Token);
        }

        return (await host.Get<RunStore>().FindAsync(id, CancellationToken.None))!;
    }
}
