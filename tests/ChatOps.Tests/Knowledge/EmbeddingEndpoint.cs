using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOps.Tests.Knowledge;

/// <summary>A real HTTP server in place of an embedding model: texts about the same thing get the same direction.</summary>
internal sealed class EmbeddingEndpoint : IAsyncDisposable
{
    /// <summary>Words that mean the same share a dimension.</summary>
    private static readonly string[][] Meanings = [["car", "vehicle", "automobile"], ["backup", "copy"], ["holiday", "vacation"]];

    private readonly WebApplication _app;

    private EmbeddingEndpoint(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/v1";

    /// <summary>What it answers instead of vectors; null for vectors.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public List<JsonElement> Requests { get; } = [];

    public string? Authorization { get; private set; }

    public static async Task<EmbeddingEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var endpoint = new EmbeddingEndpoint(app);
        app.MapPost("/v1/embeddings", endpoint.AnswerAsync);
        await app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Authorization = context.Request.Headers.Authorization;
        var request = await context.Request.ReadFromJsonAsync<JsonElement>();
        Requests.Add(request);
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        // Out of order on purpose: the index says which is which.
        var data = request.GetProperty("input").EnumerateArray().Select((text, index) => new { index, embedding = VectorOf(text.GetString()!) }).Reverse();
        await context.Response.WriteAsJsonAsync(new { data });
    }

    private static float[] VectorOf(string text) =>
        [.. Meanings.Select(words => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 1f : 0f), 0.1f];
}
