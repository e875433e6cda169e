using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class TrendCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trend_WithoutADataFolder_SaysThatThereIsNoHistory()
    {
        var file = _folder.Database("shop.sqlite", "CREATE TABLE t(x)");

        var ended = await Program.RunAsync(_folder.Path, "anomalies", file, "--trend", "--json");

        Assert.Equal(2, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.Contains("--data DIR", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trend_WithTooLittleHistory_IsIncompleteAndRemembersTheRun()
    {
        var file = _folder.Database("shop.sqlite", "CREATE TABLE t(x); INSERT INTO t VALUES (1);");

        var first = await Program.RunAsync(_folder.Path, "anomalies", file, "--trend", "--data", "state");
        var second = await Program.RunAsync(_folder.Path, "anomalies", file, "--trend", "--data", "state", "--json");

        Assert.Equal((4, 4), (first.ExitCode, second.ExitCode));
        Assert.Contains("0 former runs; 10 are needed", first.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(second.Output);
        Assert.Equal(1, document.RootElement.GetProperty("tooLittleHistory")[0].GetProperty("runs").GetInt32());
        Assert.Empty(document.RootElement.GetProperty("findings").EnumerateArray());
    }
}
