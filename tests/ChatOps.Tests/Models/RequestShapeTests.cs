using System.Globalization;
using System.Text.Json;
using ChatOps.Agents.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace ChatOps.Tests.Models;

/// <summary>What goes over the wire to each kind of endpoint ("Chat Completions" of OpenAI's API reference; the compatibility pages of Azure OpenAI v1, Ollama and vLLM).</summary>
public sealed class RequestShapeTests
{
    private static readonly ChatMessage[] Question = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "How many?")];

    [Theory]
    [InlineData("/v1", "secret", "max_completion_tokens", true)]
    [InlineData("/openai/v1", "secret", "max_completion_tokens", true)]
    [InlineData("/openai/v1/", "secret", "max_completion_tokens", false)]
    [InlineData("/v1", null, "max_tokens", true)]
    public async Task ARequest_GoesToTheBaseAddress_InTheWordsOfTheEndpoint(string path, string? key, string limit, bool temperature)
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Say("42");
        using var chat = new OpenAiChat(new ModelOptions { Address = new Uri(endpoint.Address, path), Name = "some-model", LimitField = limit, SendTemperature = temperature, Temperature = 0.5 }, key);

        var response = await chat.GetResponseAsync(Question, new ChatOptions
        {
            MaxOutputTokens = 77,
            TopP = 1,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("""{"type":"object"}""").RootElement, "answer"),
        });

        var asked = Assert.Single(endpoint.Requests);
        Assert.Equal(path.TrimEnd('/') + "/chat/completions", asked.Path);
        Assert.Equal($"Bearer {key ?? "none"}", asked.Authorization);
        Assert.Equal(("some-model", 77), (asked.Json["model"]!.GetValue<string>(), asked.Json[limit]!.GetValue<int>()));
        Assert.Equal(temperature ? "0.5" : null, asked.Json["temperature"]?.GetValue<double>().ToString(CultureInfo.InvariantCulture));
        Assert.Null(asked.Json[limit == "max_tokens" ? "max_completion_tokens" : "max_tokens"]);
        Assert.Equal(("json_schema", "answer", true), (asked.Json["response_format"]!["type"]!.GetValue<string>(), asked.Json["response_format"]!["json_schema"]!["name"]!.GetValue<string>(), asked.Json["response_format"]!["json_schema"]!["strict"]!.GetValue<bool>()));
        Assert.Equal(["system", "user"], asked.Json["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()));
        Assert.Equal(("42", 150L), (response.Text, response.Usage!.TotalTokenCount));
    }

    [Fact]
    public async Task AStream_ArrivesPieceByPiece_AndBreaksOffInWords()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Then(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var piece in new[] { "Sev", "en ", "rows." })
                await context.Response.WriteAsync($"data: {{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{piece}\"}},\"finish_reason\":null}}]}}\n\n");
            await context.Response.WriteAsync("data: [DONE]\n\n");
        }).Then(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Sev\"}}]}\n\ndata: {\"cho");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var chat = new OpenAiChat(new ModelOptions { Address = endpoint.Address, Name = "m" }, null);

        var pieces = new List<string>();
        await foreach (var update in chat.GetStreamingResponseAsync(Question))
            pieces.Add(update.Text);
        var broken = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync(Question))
                pieces.Add(update.Text);
        });

        Assert.Equal("Seven rows.", string.Concat(pieces.Take(3)));
        Assert.True(broken.Problem is ModelProblem.Nonsense or ModelProblem.Unreachable, broken.Problem.ToString());
    }

    [Fact]
    public async Task ToolCalls_GoBothWays()
    {
        await using var endpoint = await ModelEndpoint.StartAsync();
        endpoint.Then(context => context.Response.WriteAsync("""
            {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
              "tool_calls":[{"id":"call-1","type":"function","function":{"name":"count_rows","arguments":"{\"table\":\"orders\"}"}}]}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
            """)).Say("7");
        using var chat = new OpenAiChat(new ModelOptions { Address = endpoint.Address, Name = "m" }, null);
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("count_rows", "Counts rows.", JsonDocument.Parse("""{"type":"object","properties":{"table":{"type":"string"}}}""").RootElement)] };

        var first = await chat.GetResponseAsync(Question, options);
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(first.Messages[0].Contents));
        await chat.GetResponseAsync([.. Question, first.Messages[0], new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, "7 rows")])], options);

        Assert.Equal(("count_rows", "orders"), (call.Name, call.Arguments!["table"]!.ToString()));
        var sent = endpoint.Requests[1].Json["messages"]!.AsArray();
        Assert.Equal("count_rows", endpoint.Requests[0].Json["tools"]![0]!["function"]!["name"]!.GetValue<string>());
        Assert.Equal(("call-1", "call-1"), (sent[2]!["tool_calls"]![0]!["id"]!.GetValue<string>(), sent[3]!["tool_call_id"]!.GetValue<string>()));
    }
}
