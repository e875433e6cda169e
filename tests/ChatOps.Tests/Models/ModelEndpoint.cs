using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Tests.Models;

/// <summary>A real HTTP server on the loopback that answers as a model's endpoint would, or as none should.</summary>
internal sealed class ModelEndpoint : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly ConcurrentQueue<Asked> _asked = new();

    private ModelEndpoint(WebApplication server) => _server = server;

    /// <summary>One request as it came.</summary>
    public sealed record Asked(string Path, string? Authorization, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        /// <summary>The text of the last message.</summary>
        public string Prompt => Json["messages"]!.AsArray()[^1]!["content"] is JsonValue text ? text.GetValue<string>() : Json["messages"]!.AsArray()[^1]!["content"]![0]!["text"]!.GetValue<string>();
    }

    public Uri Address => new(_server.Urls.First() + "/v1");

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public static async Task<ModelEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var endpoint = new ModelEndpoint(server);
        server.Run(endpoint.AnswerAsync);
        await server.StartAsync();
        return endpoint;
    }

    /// <summary>The next answer's text. Answers are given in the order in which they were added; without one left the last is given again.</summary>
    public ModelEndpoint Say(string content, string finish = "stop", int input = 100, int output = 50) => Then(context => WriteAsync(context, content, finish, input, output, Pause));

    public ModelEndpoint Say(object content) => Say(JsonSerializer.Serialize(content));

    public ModelEndpoint Then(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>Answers every request by what it says.</summary>
    public ModelEndpoint Reply(Func<string, object> answer) => Then(context => WriteAsync(context, JsonSerializer.Serialize(answer(_asked.Last().Prompt)), "stop", 100, 50, Pause));

    /// <summary>The next answer calls a tool.</summary>
    public ModelEndpoint Call(string tool, string arguments) => Then(context => CallAsync(context, tool, arguments));

    public ModelEndpoint Fail(int status, string body = "{\"error\":{\"message\":\"secret detail\"}}", string? retryAfter = null) => Then(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
    });

    public static string Completion(string content, string finish, int input, int output) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_700_000_000,
        model = "tester",
        choices = new[] { new { index = 0, finish_reason = finish, message = new { role = "assistant", content, refusal = (string?)null } } },
        usage = new { prompt_tokens = input, completion_tokens = output, total_tokens = input + output },
    });

    /// <summary>Answers as <see cref="ObedientAnswers"/> does; every third answer first calls a tool that nobody was given.</summary>
    public static Task WriteAnswerAsync(HttpContext context, Asked asked, int turn)
    {
        var messages = asked.Json["messages"]!.AsArray();
        var first = messages[0]!["content"] is JsonValue text ? text.GetValue<string>() : messages[0]!["content"]![0]!["text"]!.GetValue<string>();
        if (messages.Count == 1 && turn % 3 == 0 && asked.Json["tools"] is not null)
            return CallAsync(context, "migrate", """{"source":"evil","target":"vault"}""");
        // The repair of a proposal follows what was wrong with the one before; the answer of a tool is no repair.
        var isRepair = messages.Any(message => message!["role"]!.GetValue<string>() == "user" && message != messages[0]);
        return WriteAsync(context, ObedientAnswers.Json(ObedientAnswers.To(first, !isRepair) ?? new { }), "stop", 100, 50, TimeSpan.Zero);
    }

    /// <summary>Forgets the answers that were to be given.</summary>
    public ModelEndpoint Clear()
    {
        _answers.Clear();
        return this;
    }

    /// <summary>Time between two pieces of an answer that is streamed.</summary>
    public TimeSpan Pause { get; set; }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var asked = new Asked(context.Request.Path, context.Request.Headers.Authorization, await body.ReadToEndAsync(context.RequestAborted));
        _asked.Enqueue(asked);
        context.Items[nameof(Asked)] = asked;
        context.Response.ContentType = "application/json";
        if (_answers.Count > 1 ? _answers.TryDequeue(out var answer) : _answers.TryPeek(out answer))
            await answer(context);
    }

    private static Task CallAsync(HttpContext context, string tool, string arguments) => IsStreamed(context)
        ? StreamAsync(context, [new { tool_calls = new[] { new { index = 0, id = "call-1", type = "function", function = new { name = tool, arguments = "" } } } }, .. Pieces(arguments).Select(object (piece) => new { tool_calls = new[] { new { index = 0, function = new { arguments = piece } } } })], "tool_calls", 1, 1, TimeSpan.Zero)
        : context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            id = "1",
            @object = "chat.completion",
            created = 1,
            model = "m",
            choices = new[] { new { index = 0, finish_reason = "tool_calls", message = new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "call-1", type = "function", function = new { name = tool, arguments } } } } } },
            usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
        }));

    private static bool IsStreamed(HttpContext context) => ((Asked)context.Items[nameof(Asked)]!).Json["stream"]?.GetValue<bool>() == true;

    private static IEnumerable<string> Pieces(string text) => text.Chunk(11).Select(piece => new string(piece));

    private static Task WriteAsync(HttpContext context, string content, string finish, int input, int output, TimeSpan pause) => IsStreamed(context)
        ? StreamAsync(context, Pieces(content).Select(object (piece) => new { content = piece }), finish, input, output, pause)
        : context.Response.WriteAsync(Completion(content, finish, input, output));

    /// <summary>Server-sent events as OpenAI sends them: the pieces, the reason for the end, the usage, and the word that ends it.</summary>
    private static async Task StreamAsync(HttpContext context, IEnumerable<object> pieces, string finish, int input, int output, TimeSpan pause)
    {
        context.Response.ContentType = "text/event-stream";
        Task SendAsync(object[] choices, object? usage) => context.Response.WriteAsync(
            $"data: {JsonSerializer.Serialize(new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_700_000_000, model = "tester", choices, usage })}\n\n");
        foreach (var delta in pieces)
        {
            await SendAsync([new { index = 0, delta, finish_reason = (string?)null }], null);
            await context.Response.Body.FlushAsync();
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause);
        }

        await SendAsync([new { index = 0, delta = new { }, finish_reason = finish }], null);
        await SendAsync([], new { prompt_tokens = input, completion_tokens = output, total_tokens = input + output });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }
}
