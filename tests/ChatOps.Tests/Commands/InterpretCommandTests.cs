using System.Diagnostics;
using System.Text.Json;

namespace ChatOps.Tests.Commands;

public sealed class InterpretCommandTests : IDisposable
{
    private const string Catalog = """
        {"now_utc":"2026-03-06T12:00:00+00:00","default_tz":"UTC","unknown":[1],
         "databases":{"shop":"sqlite","sales":"postgres (prod; aliases: ventas)"},
         "migration_targets":{"pg_staging":"postgres (default for \"postgres\")","pg_prod":"postgres, production"},
         "jobs":{"NIGHT-LOAD":{"cron":"30 2 * * *","tz":"Europe/London","op":"migrate sales->shop"}},
         "channels":["#ops"]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryLine_IsAnswered_WhateverItHolds()
    {
        string[] lines =
        [
            "not json", "[1,2]", "{}", """{"id":"a"}""", """{"id":7,"text":"help"}""", """{"id":"b","text":null}""", """{"id":"c","text":"validate shop","context":"odd","more":{"x":1}}""",
            """{"id":"d","text":"cancel it","context":{"running":[{"id":5},"x",null],"last_action":{"op":"sing"},"pending":7}}""",
            $$"""{"id":"e","text":"{{new string('a', 100_000)}}"}""", """{"id":"f","text":"\u0000\u0007\u202e😀 שלום"}""", new string('[', 5_000),
        ];

        var answers = await AskAsync(lines);

        Assert.Equal(lines.Length, answers.Count);
        Assert.All(answers, answer => Assert.Contains(answer.GetProperty("outcome").GetString(), (string[])["execute", "clarify", "refuse", "partial", "confirm"]));
        Assert.Equal("7", answers[4].GetProperty("id").GetString());
        Assert.Equal("execute", answers[6].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task ARequestWithASchedule_HasStepsTargetsCronAndZone()
    {
        var answer = (await AskAsync("""{"id":"a","text":"validate ventas every weekday at 9am Chicago time and post the report to #ops"}""")).Single();

        Assert.Equal("""[{"op":"validate","database":"sales"},{"op":"report","channel":"#ops"}]""", answer.GetProperty("steps").GetRawText());
        Assert.Equal("""{"database":"sales","channel":"#ops"}""", answer.GetProperty("targets").GetRawText());
        Assert.Equal("""{"cron":"0 9 * * 1-5","tz":"America/Chicago"}""", answer.GetProperty("schedule").GetRawText());
        Assert.False(answer.GetProperty("needs_approval").GetBoolean());
        Assert.Equal(10, answer.GetProperty("params").GetProperty("next_fire_utc").GetArrayLength());
    }

    [Fact]
    public async Task AQuestion_ComesWithItsSqlAndRows_WhereTheDatabaseIsThere()
    {
        _folder.Database("shop.sqlite", "CREATE TABLE customers(id INTEGER PRIMARY KEY, country TEXT); INSERT INTO customers(country) VALUES ('ES'), ('ES'), ('DE')");

        var answer = (await AskAsync("""{"id":"a","text":"how many customers are there in shop?"}""")).Single();

        Assert.StartsWith("SELECT", answer.GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.Equal("[[3]]", answer.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task Orphans_AreCountedByAStatement()
    {
        _folder.Database("shop.sqlite", "CREATE TABLE orders(id INTEGER PRIMARY KEY); CREATE TABLE order_items(id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(id)); INSERT INTO orders VALUES (1); INSERT INTO order_items VALUES (1, 1), (2, 9), (3, NULL)");

        var answer = (await AskAsync("""{"id":"a","text":"are there orphaned order lines?","context":{"current_database":"shop"}}""")).Single();

        Assert.Equal(("order_items", "[[1]]"), (answer.GetProperty("targets").GetProperty("table").GetString(), answer.GetProperty("rows").GetRawText()));
    }

    [Fact]
    public async Task ACatalogThatCannotBeRead_IsBadInput()
    {
        await File.WriteAllTextAsync(_folder.At("c.json"), "{");
        await File.WriteAllTextAsync(_folder.At("r.jsonl"), "");

        Assert.Equal(2, (await Program.RunAsync(_folder.Path, "interpret", "--catalog", "c.json", "--requests", "r.jsonl")).ExitCode);
        Assert.Equal(2, (await Program.RunAsync(_folder.Path, "interpret", "--catalog", "none.json", "--requests", "r.jsonl")).ExitCode);
    }

    [SkippableFact]
    public async Task ThePublicRequests_AreAllUnderstood()
    {
        var data = Beside("requests");
        var ended = await Program.RunAsync(_folder.Path, "interpret", "--catalog", Path.Combine(data, "catalog.json"), "--requests", Path.Combine(data, "public.jsonl"), "--databases", Beside("databases"));
        await File.WriteAllTextAsync(_folder.At("answers.jsonl"), ended.Output);

        using var grade = Process.Start(new ProcessStartInfo("python3", [Path.Combine(data, "grade.py"), Path.Combine(data, "public.jsonl"), _folder.At("answers.jsonl")]) { RedirectStandardOutput = true })!;
        var graded = await grade.StandardOutput.ReadToEndAsync();

        Assert.EndsWith("30 passed, 0 failed\n", graded, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(params string[] lines)
    {
        await File.WriteAllTextAsync(_folder.At("c.json"), Catalog);
        await File.WriteAllLinesAsync(_folder.At("r.jsonl"), lines);
        var ended = await Program.RunAsync(_folder.Path, "interpret", "--catalog", "c.json", "--requests", "r.jsonl", "--databases", ".");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        return [.. ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The folder of the requests or databases beside the repository; skips where it is absent.</summary>
    private static string Beside(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(path))
                return path;
        }

        Skip.If(true, $"shared/data/{name} is not beside the repository.");
        return name;
    }
}
