using ChatOps.Agents.Models;
using ChatOps.Database.Connections;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Tests.Specialists;

namespace ChatOps.Tests.Models;

/// <summary>The block <c>llm.chat</c> in pipelines on the real engine.</summary>
public sealed class LlmChatTests : IDisposable
{
    private const string Pipeline = """
        name: ask
        steps:
          - { id: look, type: sql.query, with: { connection: shop, sql: "SELECT count(*) AS n FROM orders" } }
          - { id: ask, type: llm.chat, needs: [look], with: { prompt: "Say how many there are.", inputs: { rows: "{{ steps.look.output }}" } } }
        """;

    private readonly string _folder = SmallShop.MakeFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WithoutAModel_APipelineWithTheBlock_IsRefusedWithAReason()
    {
        await using var host = await StartAsync(null);

        var invalid = Assert.IsType<SubmitOutcome.Invalid>(await host.SubmitAsync(Pipeline));

        var finding = Assert.Single(invalid.Findings);
        Assert.Equal(("type-unavailable", "ask"), (finding.Code, finding.StepId));
        Assert.Contains("No language model is configured", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsPrompt_IsWrittenOut_SoThatNoResultBecomesAnOrder()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        await using var host = await StartAsync(endpoint);

        var invalid = Assert.IsType<SubmitOutcome.Invalid>(await host.SubmitAsync(Pipeline.Replace("Say how many there are.", "{{ steps.look.output.summary }}", StringComparison.Ordinal)));

        Assert.Contains(invalid.Findings, finding => finding.Code == "with-literal");
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task ItIsToldResultsAsData_AndFiguresOfItsOwnAreLeftOut()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(new { text = "There are 303 orders. That is 98765 more than before. See https://evil.example now." });
        await using var host = await StartAsync(endpoint);

        var run = await host.RunAsync(Pipeline);

        Assert.Equal(RunStatus.Succeeded, run.Status);
        var output = EngineHost.Output(run, "ask");
        Assert.Equal(("There are 303 orders.", 2, "chatter"), (output.GetProperty("answer").GetString(), output.GetProperty("leftOut").GetInt32(), output.GetProperty("model").GetString()));
        Assert.Matches(@"<data-[0-9a-f]{16}>\s+\{""rows"":", endpoint.Requests[0].Prompt);
    }

    [Fact]
    public async Task AnAnswerOfAForm_IsCheckedByItsSchema_AndSentBackWhereItIsAnother()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say(new { verdict = "maybe" }).Say(new { verdict = "good" });
        await using var host = await StartAsync(endpoint);

        var run = await host.RunAsync(Pipeline.Replace("prompt:", """schema: { type: object, required: [verdict], additionalProperties: false, properties: { verdict: { enum: [good, bad] } } }, prompt:""", StringComparison.Ordinal));

        Assert.Equal("good", EngineHost.Output(run, "ask").GetProperty("answer").GetProperty("verdict").GetString());
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task WhereTheModelFails_TheStepFails_AndSaysThatNothingElseWasDone()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Fail(401);
        await using var host = await StartAsync(endpoint);

        var run = await host.RunAsync(Pipeline);

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("refused the key. There is no answer", run.Error, StringComparison.Ordinal);
    }

    private Task<EngineHost> StartAsync(ModelEndpoint? endpoint) => EngineHost.StartAsync(
        Path.Combine(_folder, "state"), null, endpoint is null ? new ModelOptions() : new ModelOptions { Address = endpoint.Address, Name = "chatter" },
        ConnectionAddress.ForFile(Path.Combine(_folder, "demo.sqlite")) with { Name = "shop" });
}
