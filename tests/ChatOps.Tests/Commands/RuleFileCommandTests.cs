using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class RuleFileCommandTests : IDisposable
{
    private const string Shop = """
        CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total REAL);
        INSERT INTO orders VALUES (1, 'open', 5), (2, 'lost', -1), (3, NULL, 20);
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Validate_ByARuleFile_CountsItsFindingsAndWritesTheFailingRows()
    {
        await WriteAsync("version: 1\nbuiltin: none\ntables: { orders: { columns: { status: [not-null, { in: ['open', '{{ inputs.rules }}'] }], total: [ { range: { min: 0 }, severity: warning } ] } } }");

        var ended = await Program.RunAsync(_folder.Path, "validate", _folder.Database("shop.sqlite", Shop), "--rules", "rules.yaml", "--quarantine", "bad", "--json");

        Assert.Equal(1, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        Assert.Equal(
            ["check:in error 1", "check:not-null error 1", "check:range warning 1"],
            document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("severity").GetString()} {finding.GetProperty("count")}"));
        Assert.Equal(
            ["reasons,id,status,total", "check:in (status); check:range (total),2,lost,-1", "check:not-null (status),3,,20"],
            await File.ReadAllLinesAsync(_folder.At("bad/orders.csv")));
    }

    [Fact]
    public async Task Validate_WithExcusedFindingsOnly_EndsWithZeroAndShowsThem()
    {
        await WriteAsync("version: 1\nbuiltin: none\nexcuses: [ { rule: check:not-null, reason: ticket 812, until: 2999-01-01 } ]\ntables: { orders: { columns: { status: [not-null] } } }");

        var ended = await Program.RunAsync(_folder.Path, "validate", _folder.Database("shop.sqlite", Shop), "--rules", "rules.yaml", "--json");

        Assert.Equal(0, ended.ExitCode);
        using var document = JsonDocument.Parse(ended.Output);
        var excuse = document.RootElement.GetProperty("findings").EnumerateArray().Single().GetProperty("excuse");
        Assert.Equal("ticket 812", excuse.GetProperty("reason").GetString());
        Assert.Equal("2999-01-01", excuse.GetProperty("until").GetString());
    }

    [Theory]
    [InlineData("version: 1\ntables: { orders: { columns: { statu: [not-null] } } }", "rules.yaml:2:32: orders has no column 'statu'; did you mean 'status'?")]
    [InlineData("version: 1\ntabels: {}", "rules.yaml:2:1: 'tabels' is not known here; did you mean 'tables'?")]
    public async Task Validate_ByAFileThatDoesNotFit_EndsWithTwoAndItsPlace(string yaml, string problem)
    {
        await WriteAsync(yaml);

        var ended = await Program.RunAsync(_folder.Path, "validate", _folder.Database("shop.sqlite", Shop), "--rules", "rules.yaml");

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal($"{problem}\nNothing was checked.\n", ended.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Suggest_WritesAFileThatTheDatabaseKeeps()
    {
        var file = _folder.Database("shop.sqlite", Shop + "INSERT INTO orders SELECT value + 10, 'open', value FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12]');");

        var ended = await Program.RunAsync(_folder.Path, "suggest", file, "--out", "rules.yaml");
        var again = await Program.RunAsync(_folder.Path, "suggest", file, "--out", "rules.yaml");
        var validated = await Program.RunAsync(_folder.Path, "validate", file, "--rules", "rules.yaml", "--json");

        Assert.Equal((0, 2), (ended.ExitCode, again.ExitCode));
        Assert.DoesNotContain("\"check:", validated.Output, StringComparison.Ordinal);
        Assert.Contains("key", await File.ReadAllTextAsync(_folder.At("rules.yaml")), StringComparison.Ordinal);
    }

    private Task WriteAsync(string yaml) => File.WriteAllTextAsync(_folder.At("rules.yaml"), yaml);
}
