using System.Net;
using System.Net.WebSockets;
using ChatOps.Conversation;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class SignOutTests
{
    [Fact]
    public async Task SignOut_EndsTheStreamsOfThatSignIn_AndNoOthers()
    {
        await using var host = await WebHost.StartAsync();
        using var left = await host.ConnectAsync();
        using var stays = await DirectLineClient.StartAsync(await host.SignInAsync(), left.ConversationId);
        using var first = await left.OpenAsync();
        using var second = await left.OpenAsync();
        using var other = await stays.OpenAsync();

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        request.Headers.Add("X-ChatOps-Page", "1");
        using var response = await left.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Null(await first.NextAsync());
        Assert.Null(await second.NextAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, first.CloseStatus);
        await host.Port.DeliverAsync(new OutgoingMessage("m-1", left.ConversationId, "still here", null, []), CancellationToken.None);
        await other.UntilAsync("still here");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => left.OpenAsync());
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }
}
