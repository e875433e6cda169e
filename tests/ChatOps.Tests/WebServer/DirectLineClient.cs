using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Tests.WebServer;

/// <summary>One conversation as a client of Direct Line sees it.</summary>
internal sealed class DirectLineClient(BrowserHttp http, string conversationId, string token, string streamUrl) : IDisposable
{
    public const string Root = "/v3/directline";

    public BrowserHttp Http => http;

    public string ConversationId => conversationId;

    public string Token => token;

    public string StreamUrl => streamUrl;

    public static async Task<JsonNode> GenerateAsync(HttpClient http, string? conversationId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/tokens/generate") { Content = JsonContent.Create(new { conversationId }) };
        request.Headers.Add("X-ChatOps-Page", "1");
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public static async Task<DirectLineClient> StartAsync(BrowserHttp http, string? conversationId = null)
    {
        var token = (await GenerateAsync(http, conversationId))["token"]!.GetValue<string>();
        using var response = await SendAsync(http, HttpMethod.Post, "/conversations", token);
        var started = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return new DirectLineClient(
            http, started["conversationId"]!.GetValue<string>(), started["token"]!.GetValue<string>(), started["streamUrl"]!.GetValue<string>());
    }

    public static Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string token, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, Root + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(object activity) => PostRawAsync(JsonSerializer.Serialize(activity));

    public Task<HttpResponseMessage> PostRawAsync(string body, string mediaType = "application/json") =>
        SendAsync(http, HttpMethod.Post, $"/conversations/{conversationId}/activities", token, new StringContent(body, Encoding.UTF8, mediaType));

    /// <summary>Says something and returns the activity's id.</summary>
    public async Task<string> SayAsync(string text, string? clientActivityId = null)
    {
        using var response = await PostAsync(new { type = "message", text, from = new { id = "somebody-else" }, channelData = new { clientActivityID = clientActivityId } });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    public async Task<JsonNode> PollAsync(string? watermark = null)
    {
        using var response = await SendAsync(http, HttpMethod.Get, $"/conversations/{conversationId}/activities?watermark={watermark}", token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>A fresh stream address that reads on from the watermark.</summary>
    public async Task<string> ReconnectAsync(string watermark)
    {
        using var response = await SendAsync(http, HttpMethod.Get, $"/conversations/{conversationId}?watermark={watermark}", token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!["streamUrl"]!.GetValue<string>();
    }

    /// <summary>Opens a stream, with the sign-in's cookie as a browser would send it.</summary>
    public async Task<ActivityReader> OpenAsync(string? address = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", http.Cookie);
        await socket.ConnectAsync(new Uri(address ?? streamUrl), CancellationToken.None);
        return new ActivityReader(socket);
    }

    public void Dispose() => http.Dispose();
}
