using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Database.Checks.RuleFiles;
using ChatOps.Database.Checks.RuleFiles.Kinds;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Checks.RuleFiles;

/// <summary>The documentation, the schema and the program say the same.</summary>
public sealed partial class RuleFileReadmeTests
{
    private const string Tables = """
        CREATE TABLE customers(id INTEGER PRIMARY KEY, blocked INT);
        CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INT, code TEXT, status TEXT, note TEXT, total REAL, tax REAL, created TEXT, shipped TEXT);
        CREATE TABLE orders_archive(id INTEGER PRIMARY KEY);
        """;

    [Fact]
    public async Task Examples_CanAllBeRun()
    {
        using var database = new TestDatabase(Tables);
        var examples = Examples();
        Assert.Equal(3, examples.Count);
        foreach (var example in examples)
        {
            Assert.Empty((await RuleFileTesting.RunAsync(database.Connection, example)).NotChecked);
        }
    }

    [Fact]
    public void Examples_HoldEveryCheck()
    {
        var shown = Examples().SelectMany(example => RuleFileTesting.Parse(example).Tables).SelectMany(table => table.Checks).Select(check => (check.Kind, check.Column is not null)).ToHashSet();
        Assert.Equal([], CheckKinds.All.Where(kind => !shown.Contains((kind.Word, kind.OnColumn))).Select(kind => kind.Word));
    }

    [Fact]
    public void Schema_KnowsTheChecksThatTheProgramKnows()
    {
        using var schema = JsonDocument.Parse(RuleFileSchema.Text);
        foreach (var (definition, onColumn) in new[] { ("column-check", true), ("table-check", false) })
        {
            var check = schema.RootElement.GetProperty("definitions").GetProperty(definition);
            var map = check.TryGetProperty("anyOf", out var choices) ? choices[1] : check;
            var words = map.GetProperty("properties").EnumerateObject().Select(property => property.Name).Except(["name", "severity", "where", "warn", "fail", "samples", "approximate", "because"]);
            Assert.Equal(CheckKinds.All.Where(kind => kind.OnColumn == onColumn).Select(kind => kind.Word).Order(StringComparer.Ordinal), words.Order(StringComparer.Ordinal));
        }
    }

    private static List<string> Examples() => [.. Fence().Matches(File.ReadAllText(Find("src/ChatOps.Database/Checks/RuleFiles/README.md"))).Select(match => match.Groups[1].Value)];

    private static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, path)))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, path);
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
