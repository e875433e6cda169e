using System.Text.Json;
using ChatOps.Tests.Models;
using ChatOps.Tests.Questions;

namespace ChatOps.Tests.Commands;

/// <summary><c>--planner</c> of the commands that read words, against the built program and a real endpoint.</summary>
public sealed class PlannerOptionTests : IDisposable
{
    private const string Catalog = """{"now_utc":"2026-03-06T12:00:00+00:00","default_tz":"UTC","databases":{"shop":"sqlite"}}""";
    private const string Free = "could you have a really good look whether shop has any funny business going on";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithoutAConfiguredModel_ItIsBadInput()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "catalog.json"), Catalog);
        File.WriteAllText(Path.Combine(_folder.Path, "requests.jsonl"), "");
        var file = _folder.Database("office.sqlite", Office.Script);

        var interpreted = await Program.RunAsync(_folder.Path, "interpret", "--catalog", "catalog.json", "--requests", "requests.jsonl", "--planner", "model");
        var evaluated = await Program.RunAsync(_folder.Path, "eval", "requests", "requests.jsonl", "--catalog", "catalog.json", "--planner", "model");
        var asked = await Program.RunAsync(_folder.Path, "query", file, "--ask", "How many employees are there?", "--planner", "model");
        var odd = await Program.RunAsync(_folder.Path, "query", file, "--ask", "How many employees are there?", "--planner", "oracle");

        Assert.All([interpreted, evaluated, asked], ended => Assert.Equal((2, ""), (ended.ExitCode, ended.Output)));
        Assert.All([interpreted, evaluated, asked], ended => Assert.Contains("No language model is configured", ended.Error, StringComparison.Ordinal));
        Assert.Equal((2, "--planner oracle is not known; it is grammar or model.\n"), (odd.ExitCode, odd.Error));
    }

    [Fact]
    public async Task Interpret_WithAModel_ReadsFreerWords_AndWhereItFails_TheGrammar()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(ModelWorld.Plan("profile", "shop")).Fail(500);
        Configure(endpoint);
        File.WriteAllText(Path.Combine(_folder.Path, "catalog.json"), Catalog);
        File.WriteAllLines(Path.Combine(_folder.Path, "requests.jsonl"), new[] { "a", "b" }.Select(id => JsonSerializer.Serialize(new { id, text = Free })).Append(JsonSerializer.Serialize(new { id = "c", text = "drop table orders in shop" })));

        var ended = await Program.RunAsync(_folder.Path, "interpret", "--catalog", "catalog.json", "--requests", "requests.jsonl", "--planner", "model");

        Assert.Equal(0, ended.ExitCode);
        var lines = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("""[{"op":"profile","database":"shop"}]""", lines[0].GetProperty("steps").GetRawText());
        var grammar = await Program.RunAsync(_folder.Path, "interpret", "--catalog", "catalog.json", "--requests", "requests.jsonl");
        Assert.Equal(grammar.Output.Split('\n')[1], lines[1].GetRawText());
        Assert.NotEqual(lines[0].GetProperty("steps").GetRawText(), lines[1].GetProperty("steps").GetRawText());
        Assert.Equal("refuse", lines[2].GetProperty("outcome").GetString());
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Contains("1 of 2 questions to the model were read without it: unreachable 1.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithAModel_RunsTheQueryThatItWrites_WhereTheGrammarWouldAsk()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(new { outcome = "answer", sql = "SELECT 42 AS n FROM employees LIMIT 1", explanation = (string?)null, question = (string?)null, choices = Array.Empty<string>(), reason = (string?)null });
        Configure(endpoint);
        var file = _folder.Database("office.sqlite", Office.Script);

        var grammar = await Program.RunAsync(_folder.Path, "query", file, "--ask", "Gibberish blah", "--json");
        var model = await Program.RunAsync(_folder.Path, "query", file, "--ask", "Gibberish blah", "--json", "--planner", "model");

        Assert.Equal("clarify", JsonDocument.Parse(grammar.Output).RootElement.GetProperty("outcome").GetString());
        Assert.Equal("[[42]]", JsonSerializer.Serialize(JsonDocument.Parse(model.Output).RootElement.GetProperty("rows")));
    }

    private void Configure(ModelEndpoint endpoint) =>
        File.WriteAllText(Path.Combine(_folder.Path, "appsettings.json"), JsonSerializer.Serialize(new { Model = new { Address = endpoint.Address.ToString(), Name = "tester" } }));
}
