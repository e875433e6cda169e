using ChatOps.Agents.History;
using ChatOps.Database.Checks;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Commands;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Specialists;

public sealed class AnomalyTrendStepTests : IDisposable
{
    private const string Pipeline = """
        name: trend
        steps:
          - { id: profile, type: data.profile, with: { connection: shop } }
          - { id: trend, type: anomaly.trend, needs: [profile], with: { connection: shop } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly MovableTime _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AfterAFortnightOfQuietRuns_AnEmptiedTableIsAnError_AndTheOthersAreQuiet()
    {
        var shop = Shop();
        await using var host = await EngineHost.StartAsync(_folder.At("data"), _clock, shop);
        await RememberAsync(host, shop, days: 14);

        var quiet = await host.RunAsync(Pipeline);
        _folder.Database("shop.sqlite", "DELETE FROM orders");
        _clock.Skip(TimeSpan.FromDays(1));
        var run = await host.RunAsync(Pipeline);

        Assert.Equal((RunStatus.Succeeded, RunStatus.Succeeded), (quiet.Status, run.Status));
        Assert.Empty((await host.ReadPartAsync(quiet, "trend")).Trends!.Findings);
        var trends = (await host.ReadPartAsync(run, "trend")).Trends!;
        var finding = trends.Findings[0];
        Assert.Equal(("trend-volume", Severity.Error, "orders", 0d, 15), (finding.Rule, finding.Severity, finding.Table, finding.Value, finding.Runs));
        Assert.Equal(16, finding.Points.Count);
        Assert.DoesNotContain(trends.Findings, other => other.Table == "customers");
        Assert.Equal(1, EngineHost.Output(run, "trend").GetProperty("errors").GetInt32());
    }

    [Fact]
    public async Task TheFirstRun_SaysThatThereIsTooLittleHistory()
    {
        await using var host = await EngineHost.StartAsync(_folder.At("data"), _clock, Shop());

        var run = await host.RunAsync(Pipeline);

        var trends = (await host.ReadPartAsync(run, "trend")).Trends!;
        Assert.Equal((0, 0), (trends.Tested, trends.Findings.Count));
        Assert.Equal([("customers", 0), ("orders", 0)], trends.TooLittleHistory.Select(table => (table.Table, table.Runs)));
        Assert.Equal("too few former runs to compare with", EngineHost.Output(run, "trend").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task ATableThatThisRunDidNotMeasure_IsNotJudgedAgain()
    {
        var shop = Shop();
        await using var host = await EngineHost.StartAsync(_folder.At("data"), _clock, shop);
        await RememberAsync(host, shop, days: 14);

        var run = await host.RunAsync(Pipeline.Replace("type: data.profile, with: { connection: shop }", "type: data.profile, with: { connection: shop, tables: [customers] }", StringComparison.Ordinal));

        Assert.Equal(2, (await host.ReadPartAsync(run, "trend")).Trends!.Tested);
    }

    private DatabaseConnection Shop() => ConnectionAddress.ForFile(_folder.Database("shop.sqlite", """
        CREATE TABLE customers(id INTEGER PRIMARY KEY);
        CREATE TABLE orders(id INTEGER PRIMARY KEY, total REAL);
        INSERT INTO customers VALUES (1), (2), (3);
        INSERT INTO orders SELECT value, 5 + value % 7 FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 500) SELECT value FROM n);
        """));

    private async Task RememberAsync(EngineHost host, DatabaseConnection shop, int days)
    {
        for (var day = 0; day < days; day++)
        {
            var profile = await host.Get<Profiler>().ProfileAsync(shop, new ProfileOptions(), null, CancellationToken.None);
            await host.Get<ProfileHistory>().AddAsync(shop, profile, $"former{day}/profile", CancellationToken.None);
            _clock.Skip(TimeSpan.FromDays(1));
        }
    }
}
