using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class PersonalDataTests : IDisposable
{
    private const string People = """
        CREATE TABLE contact (id INTEGER PRIMARY KEY, reach TEXT, size INTEGER);
        WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 40)
        INSERT INTO contact SELECT n, CASE n WHEN 7 THEN ' padded@secret.example' ELSE 'person' || n || '@secret.example' END, n FROM s;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("profile", "--json")]
    [InlineData("profile")]
    [InlineData("validate", "--json")]
    [InlineData("validate", "--report", "report.html")]
    public async Task PersonalData_IsMasked_UnlessThePersonAsksForIt(string command, params string[] options)
    {
        var file = _folder.Database("people.sqlite", People);

        var masked = await RunAsync([command, file, .. options]);
        var shown = await RunAsync([command, file, .. options, "--show-personal-data"]);

        Assert.DoesNotContain("@secret", masked, StringComparison.Ordinal);
        Assert.Contains("@secret", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonalData_OfAConnectionThatMayShowIt_IsShown()
    {
        var file = _folder.Database("people.sqlite", People);
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), JsonSerializer.Serialize(new { Connections = new[] { new { Name = "open", Address = file, ShowPersonalData = true } } }));

        Assert.Contains("@secret", await RunAsync(["profile", "open", "--json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_MarksPersonalDataAndEstimates_InItsDocument()
    {
        var file = _folder.Database("people.sqlite", People.Replace("n < 40", "n < 6000", StringComparison.Ordinal));

        using var document = JsonDocument.Parse(await RunAsync(["profile", file, "--approximate", "--key-pairs", "--json"]));

        var columns = document.RootElement.GetProperty("tables")[0].GetProperty("columns").EnumerateArray().ToList();
        Assert.Contains("e-mail", columns[1].GetProperty("pii").GetString(), StringComparison.Ordinal);
        Assert.True(columns[1].GetProperty("distinctIsApproximate").GetBoolean());
        Assert.False(columns[0].TryGetProperty("distinctIsApproximate", out _));
        Assert.Equal(JsonValueKind.Number, columns[2].GetProperty("quantilesWithin").ValueKind);
    }

    private async Task<string> RunAsync(string[] arguments)
    {
        var ended = await Program.RunAsync(_folder.Path, arguments);
        return ended.Output + (arguments.Contains("--report") ? await File.ReadAllTextAsync(_folder.At("report.html")) : "");
    }
}
