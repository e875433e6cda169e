using System.Text.Json;
using ChatOps.Agents.Explaining;
using ChatOps.Agents.Models;
using ChatOps.Conversation;
using ChatOps.Database.Connections;
using ChatOps.Tests.Conversation;
using ChatOps.Tests.Specialists;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Models;

/// <summary>What specialists say about results, with a model and without one. Databases, engine, state and the wire to the model are real.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public async Task WithoutAModel_ARunIsExplained_ByWhatTheRulesSay_WithPlacesAndCounts()
    {
        await using var talk = await Talk.StartAsync(SmallShop.MakeFolder());
        await talk.SayAsync("validate demo");

        var said = Text(await talk.SayAsync("explain"));

        Assert.Contains("Findings in the data of demo", said, StringComparison.Ordinal);
        Assert.Contains("Findings in the schema of demo", said, StringComparison.Ordinal);
        Assert.Matches(@"orphaned-rows \(error\): \w+ \(\w+\), \d+ cases?", said);
        Assert.Contains("Odd rows of demo", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("without a language model").Length);
        Assert.InRange(said.Split('\n').Length, 10, 26);
    }

    [Theory]
    [InlineData(5, 83, "79 further odd rows.")]
    [InlineData(5, 5, "1 further odd row.")]
    [InlineData(4, 4, "line 4")]
    public void WhatIsNotTold_IsCountedFromAllThereIs_AndNotFromTheLines(int lines, int total, string last) =>
        Assert.Equal(last, ExplanationSubject.Told([.. Enumerable.Range(1, lines).Select(line => $"line {line}")], total, "further odd row").Last());

    [Fact]
    public async Task WithAModel_EachSpecialistExplains_AndASentenceWithAFigureOrALinkOfItsOwnIsTakenOut()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        await using var talk = await StartAsync(endpoint);
        await RunAsync(talk, endpoint, "validate demo");
        endpoint.Say(Explain("The worst ones come first. There are 98765 of them. See https://evil.example/more now.", "Some rows point at nothing."));
        var before = endpoint.Requests.Count;

        var said = Text(await talk.SayAsync("warum?"));

        Assert.Contains("Some rows point at nothing.", said, StringComparison.Ordinal);
        Assert.Contains("language model explainer", said, StringComparison.Ordinal);
        Assert.Contains("2 sentences", said, StringComparison.Ordinal);
        Assert.DoesNotContain("98765", said, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", said, StringComparison.Ordinal);
        var asked = endpoint.Requests.Skip(before).ToList();
        Assert.Equal(3, asked.Count);
        Assert.All(asked, request => Assert.Contains("Write in German", request.Prompt, StringComparison.Ordinal));
        var calls = await talk.Services.GetRequiredService<ModelCalls>().ReadAsync(3, CancellationToken.None);
        Assert.Equal(["anomaly-detector", "data-quality", "schema-validator"], calls.Select(call => call.Agent));
        Assert.All(calls, call => Assert.Equal(ModelCall.Answered, call.Outcome));
    }

    [Fact]
    public async Task AnAnswerAboutItemsThatDoNotExist_GoesBack_AndTheToolIsOnlyTheSchema()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        await using var talk = await StartAsync(endpoint);
        await RunAsync(talk, endpoint, "find anomalies in demo");
        endpoint.Call("describe_table", """{"table":"orders"}""").Call("sample_values", """{"table":"customers","column":"email"}""")
            .Say(Explain("Fine.", "It is odd.", "f99")).Say(Explain("Fine.", "It is odd.", "r1"));
        var before = endpoint.Requests.Count;

        var said = Text(await talk.SayAsync("explain"));

        Assert.Contains("It is odd.", said, StringComparison.Ordinal);
        var asked = endpoint.Requests.Skip(before).Select(request => request.Body).ToList();
        Assert.Equal(4, asked.Count);
        Assert.Contains("customer_id", asked[1], StringComparison.Ordinal);
        Assert.Contains("not among yours", asked[2], StringComparison.Ordinal);
        Assert.Contains("only ids of the items", asked[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsAStep_TheExplanation_StandsInTheReport()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Reply(prompt => prompt.Contains("opening paragraphs", StringComparison.Ordinal)
            ? new { verdict = "Fine.", paragraphs = Array.Empty<string>(), not_checked = (string?)null }
            : Explain("In plain words. There are 98765 of them.", "Look at the oldest first."));
        var folder = SmallShop.MakeFolder();
        await using var host = await EngineHost.StartAsync(
            Path.Combine(folder, "state"), null, new ModelOptions { Address = endpoint.Address, Name = "explainer" }, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = "shop" });

        var run = await host.RunAsync("""
            name: explained
            steps:
              - { id: quality, type: data.check, with: { connection: shop } }
              - { id: words, type: result.explain, needs: [quality], with: { connection: shop, language: de, results: ["{{ steps.quality.output.result }}"] } }
              - { id: report, type: report.write, needs: [words], with: { title: Explained, connection: shop, results: ["{{ steps.quality.output.result }}", "{{ steps.words.output.result }}"] } }
            """);

        Assert.Equal(Pipelines.Runs.RunStatus.Succeeded, run.Status);
        var store = host.Get<Pipelines.Runs.RunStore>();
        foreach (var file in new[] { "report.html", "report.md" })
        {
            var artifact = (await store.FindArtifactAsync(EngineHost.Output(run, "report").GetProperty("files").GetProperty(file).GetString()!, CancellationToken.None))!;
            var text = await File.ReadAllTextAsync(store.ArtifactPath(artifact));
            Assert.Contains("Look at the oldest first.", text, StringComparison.Ordinal);
            Assert.Contains("language model explainer", text, StringComparison.Ordinal);
            Assert.DoesNotContain("98765", text, StringComparison.Ordinal);
        }
    }

    /// <summary>How an endpoint can fail, and how that is recorded.</summary>
    public static TheoryData<string, string, bool> Failures => new()
    {
        { "outage", "unreachable", false }, { "429", "rate-limited", false }, { "truncated", "cut-short", false }, { "slow", "too-slow", false }, { "html", "nonsense", false },
        { "empty", "unusable", false }, { "budget", "over-budget", false }, { "declined", "declined", false },
        { "outage", "unreachable", true }, { "429", "rate-limited", true }, { "truncated", "cut-short", true }, { "slow", "too-slow", true }, { "html", "unusable", true },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task WhereTheModelFails_TheRulesExplain_AndItIsSaidAndRecorded(string failure, string outcome, bool isStreamed)
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        await using var talk = await StartAsync(endpoint, options => failure switch
        {
            "slow" => options with { Timeout = TimeSpan.FromSeconds(1) },
            "budget" => options with { TokensPerTurn = 1_000 },
            _ => options,
        });
        await RunAsync(talk, endpoint, "find anomalies in demo");
        talk.ShowsDrafts = isStreamed;
        Fail(endpoint, failure);

        var said = Text(await talk.SayAsync("explain"));

        Assert.Contains("An odd row is not proof of an error", said, StringComparison.Ordinal);
        Assert.Contains("without a language model", said, StringComparison.Ordinal);
        Assert.Contains("model", said[said.IndexOf("An odd row", StringComparison.Ordinal)..].Replace("without a language model", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", said, StringComparison.Ordinal);
        var call = (await talk.Services.GetRequiredService<ModelCalls>().ReadAsync(1, CancellationToken.None))[0];
        Assert.Equal(("anomaly-detector", outcome, true), (call.Agent, call.Outcome, call.IsFallback));
        Assert.Equal(("explainer", 12), (call.Model, call.PromptVersion.Length));
    }

    [Fact]
    public async Task AnExplanation_IsShownWhileItIsWritten_InWholeGuardedSentences_ThenReplacedByTheWhole()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        await using var talk = await StartAsync(endpoint);
        await RunAsync(talk, endpoint, "find anomalies in demo");
        endpoint.Say(Explain("First sentence here. There are 98765 of them. Second sentence here.", "Third sentence here. Fourth sentence here.", "r1"));
        (talk.ShowsDrafts, endpoint.Pause) = (true, TimeSpan.FromMilliseconds(120));
        var before = talk.Deliveries.Count;

        await talk.SayAsync("explain");

        var shown = talk.Deliveries.Skip(before).Where(message => message.Text is not null).ToList();
        Assert.Single(shown.Select(message => message.Id).Distinct());
        Assert.InRange(shown.Count, 3, 8);
        Assert.All(shown, message => Assert.DoesNotContain("98765", message.Text!, StringComparison.Ordinal));
        foreach (var draft in shown.SkipLast(1).Select(message => message.Text!))
        {
            Assert.EndsWith("\n...", draft, StringComparison.Ordinal);
            Assert.Matches(@"here\.\n\.\.\.$", draft);
            Assert.StartsWith(draft[..^4], shown[^1].Text!, StringComparison.Ordinal);
        }

        Assert.Contains("Fourth sentence here.", shown[^1].Text!, StringComparison.Ordinal);
        Assert.Contains("1 sentence", shown[^1].Text!, StringComparison.Ordinal);
    }

    /// <summary>Nothing of the run itself is the model's; the endpoint has no answer left afterwards.</summary>
    private static async Task RunAsync(Talk talk, ModelEndpoint endpoint, string request)
    {
        endpoint.Reply(prompt => prompt.Contains("You plan work", StringComparison.Ordinal) ? ModelWorld.Words("unknown", "") : new { verdict = "Fine.", paragraphs = Array.Empty<string>(), not_checked = (string?)null });
        await talk.SayAsync(request);
        endpoint.Clear();
    }

    private static void Fail(ModelEndpoint endpoint, string failure) => _ = failure switch
    {
        "outage" => endpoint.Fail(503),
        "429" => endpoint.Fail(429, retryAfter: "7"),
        "truncated" => endpoint.Say("{\"summary\": \"There", finish: "length"),
        "slow" => endpoint.Then(async context => await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted)),
        "html" => endpoint.Fail(200, "<html>Sign in, secret detail</html>"),
        "empty" => endpoint.Say("{}"),
        "declined" => endpoint.Say("{}", finish: "content_filter"),
        _ => endpoint,
    };

    private static object Explain(string summary, string text, string? about = null) =>
        new { summary, parts = new[] { new { about = about is null ? [] : new[] { about }, text, advice = (string?)null } } };

    private static Task<Talk> StartAsync(ModelEndpoint endpoint, Func<ModelOptions, ModelOptions>? change = null)
    {
        var options = new ModelOptions { Address = endpoint.Address, Name = "explainer" };
        return Talk.StartAsync(SmallShop.MakeFolder(), change?.Invoke(options) ?? options);
    }

    private static string Text(IReadOnlyList<OutgoingMessage> messages) => string.Join('\n', messages.Select(message => message.Text ?? JsonSerializer.Serialize(message.Card)));
}
