using ChatOps.Database.Connections;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;

namespace ChatOps.Tests.Specialists;

public sealed class SchemaDiffStepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Diff_OfTwoConnections_IsToldFromTheMeasureToTheOneLookedAt()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync("""
            name: drift
            steps:
              - { id: diff, type: schema.diff, with: { connection: new, against: old } }
            """);

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var output = EngineHost.Output(run, "diff");
        Assert.Equal(("old", "new", false, 1), (output.GetProperty("from").GetString(), output.GetProperty("to").GetString(), output.GetProperty("identical").GetBoolean(), output.GetProperty("errors").GetInt32()));
        var drift = (await host.ReadPartAsync(run, "diff")).Drift!;
        Assert.Equal("column-removed", drift.Changes[0].Rule);
        Assert.Equal(["gone"], drift.Changes[0].Columns);
    }

    [Fact]
    public async Task Diff_AgainstWhatTheSameRunInspected_FindsNoDifference()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync("""
            name: drift
            steps:
              - { id: inspect, type: schema.inspect, with: { connection: new } }
              - { id: diff, type: schema.diff, needs: [inspect], with: { connection: new, snapshot: "{{ steps.inspect.output.result }}" } }
            """);

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.True(EngineHost.Output(run, "diff").GetProperty("identical").GetBoolean());
    }

    [Theory]
    [InlineData("connection: new", "needs one measure")]
    [InlineData("connection: new, against: old, snapshot: x", "needs one measure")]
    [InlineData("connection: new, against: old, tables: [nosuch]", "has a table nosuch")]
    [InlineData("connection: new, against: nosuch", "no connection named nosuch")]
    [InlineData("connection: new, snapshot: nosuch", "nosuch")]
    public async Task Diff_WithoutOneMeasure_SaysWhatIsMissing(string with, string expected)
    {
        await using var host = await StartAsync();

        var outcome = await host.SubmitAsync($"name: drift\nsteps:\n  - {{ id: diff, type: schema.diff, with: {{ {with} }} }}\n");
        var words = outcome switch
        {
            SubmitOutcome.Accepted => (await host.RunAsync($"name: drift\nsteps:\n  - {{ id: diff, type: schema.diff, with: {{ {with} }} }}\n")).Error,
            SubmitOutcome.Refused refused => refused.Reason,
            SubmitOutcome.Invalid invalid => string.Join(' ', invalid.Findings.Select(finding => finding.Message)),
            _ => null,
        };

        Assert.Contains(expected, words, StringComparison.Ordinal);
    }

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(
        _folder.At("data"), null,
        ConnectionAddress.ForFile(_folder.Database("old.sqlite", "CREATE TABLE t(id INTEGER PRIMARY KEY, gone TEXT)")),
        ConnectionAddress.ForFile(_folder.Database("new.sqlite", "CREATE TABLE t(id INTEGER PRIMARY KEY)")));
}
