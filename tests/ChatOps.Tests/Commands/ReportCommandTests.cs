using System.Text.Json;
using System.Xml.Linq;
using ChatOps.Tests.Reports;

namespace ChatOps.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private const string Orphaned = """
        CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id));
        INSERT INTO parent VALUES (1, 'a'), (2, 'b');
        INSERT INTO child VALUES (1, 1), (2, 2), (3, 77), (4, 78);
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Report_InTheFormsOfOtherTools_HoldsTheFindingAndItsProof()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        await Program.RunAsync(_folder.Path, "validate", file, "--report", "shop.sarif");
        await Program.RunAsync(_folder.Path, "validate", file, "--report", "shop.out", "--format", "junit");

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("shop.sarif")));
        SarifConstraints.Check(log.RootElement);
        var orphans = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(result => result.GetProperty("ruleId").GetString() == "orphaned-rows");
        Assert.Equal(2, orphans.GetProperty("properties").GetProperty("count").GetInt64());
        Assert.Equal("shop.child.parent_id", orphans.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        var suites = XDocument.Parse(await File.ReadAllTextAsync(_folder.At("shop.out"))).Root!;
        var failed = suites.Descendants("testcase").Where(one => one.Element("failure") is not null).Select(one => (one.Attribute("classname")!.Value, one.Attribute("name")!.Value));
        Assert.Equal([("shop.child", "orphaned-rows")], failed);
        Assert.Contains(suites.Descendants("testcase"), one => one.Attribute("classname")!.Value == "shop.parent" && one.Attribute("name")!.Value == "missing-primary-key" && !one.HasElements);
    }

    [Fact]
    public async Task Report_ShowsTheStructureAndTheFixWithItsEffect()
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        await Program.RunAsync(_folder.Path, "validate", file, "--report", "shop.html");

        var page = await File.ReadAllTextAsync(_folder.At("shop.html"));
        Assert.Contains("class=\"schema\"", page, StringComparison.Ordinal);
        Assert.Contains("parent_id → parent", page, StringComparison.Ordinal);
        Assert.Contains("changes no row, only the structure", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("says no form", "--report", "report.pdf")]
    [InlineData("says no form", "--report", "report")]
    [InlineData("there are html", "--report", "report.html", "--format", "pdf")]
    [InlineData("add --report", "--format", "html")]
    public async Task AFormThatIsNone_IsRefusedBeforeAnythingRuns(string expected, params string[] arguments)
    {
        var file = _folder.Database("shop.sqlite", Orphaned);

        var ended = await Program.RunAsync(_folder.Path, ["validate", file, .. arguments]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was read", ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }
}
