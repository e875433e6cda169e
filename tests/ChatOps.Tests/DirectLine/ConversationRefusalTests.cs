using System.Net;
using System.Net.WebSockets;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class ConversationRefusalTests
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/activities")]
    [InlineData("POST", "/activities")]
    [InlineData("POST", "/upload")]
    [InlineData("GET", "/stream")]
    public async Task Conversation_OfAnotherToken_IsForbidden(string method, string path)
    {
        await using var host = await WebHost.StartAsync();
        using var mine = await host.ConnectAsync();
        using var other = await host.ConnectAsync();

        using var response = await DirectLineClient.SendAsync(mine.Http, new HttpMethod(method), $"/conversations/{other.ConversationId}{path}", mine.Token);

        await Refusals.ExpectAsync(response, HttpStatusCode.Forbidden, "WrongConversation", "another conversation");
    }

    [Fact]
    public async Task Conversation_ThatWasNeverStarted_IsUnknown()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        var token = await DirectLineClient.GenerateAsync(browser);

        using var response = await DirectLineClient.SendAsync(
            browser, HttpMethod.Get, $"/conversations/{token["conversationId"]}/activities", token["token"]!.GetValue<string>());

        await Refusals.ExpectAsync(response, HttpStatusCode.NotFound, "ConversationNotFound", "Start a new one");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Watermark_ThatIsNotOurs_IsABadArgument(string watermark)
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await DirectLineClient.SendAsync(
            client.Http, HttpMethod.Get, $"/conversations/{client.ConversationId}/activities?watermark={watermark}", client.Token);

        await Refusals.ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", "watermark");
    }

    [Fact]
    public async Task Stream_FromAnotherSitesPage_IsRefused()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", client.Http.Cookie);
        socket.Options.SetRequestHeader("Origin", "https://evil.example");

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(client.StreamUrl), CancellationToken.None));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }
}
