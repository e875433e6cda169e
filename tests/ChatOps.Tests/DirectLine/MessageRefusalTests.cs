using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatOps.Channels.DirectLine;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class MessageRefusalTests
{
    [Fact]
    public async Task Message_OfTwoMegabytes_IsTooLarge()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostAsync(new { type = "message", text = new string('x', 2 * 1024 * 1024) });

        await Refusals.ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "was not taken");
        Assert.Empty(host.Receiver.Turns);
    }

    [Fact]
    public async Task Message_OfTwoMegabytesWithoutALength_IsTooLarge()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('x', 2_000_000)}}"}""")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, $"/conversations/{client.ConversationId}/activities", client.Token, content);

        await Refusals.ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "was not taken");
    }

    [Fact]
    public async Task Text_AboveItsLimit_IsTooLarge()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var fits = await client.PostAsync(new { type = "message", text = new string('x', 32 * 1024) });
        using var response = await client.PostAsync(new { type = "message", text = new string('x', (32 * 1024) + 1) });

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        await Refusals.ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "32 KB");
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("", "not JSON")]
    [InlineData("[1]", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("{}", "no type")]
    [InlineData("""{"type":5}""", "no type")]
    [InlineData("""{"type":"message","text":5}""", "must be a string")]
    public async Task MalformedActivity_IsABadArgument(string body, string sentence)
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostRawAsync(body);

        await Refusals.ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", sentence);
    }

    [Fact]
    public async Task DeepJson_IsABadArgument()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostRawAsync($$"""{"type":"message","value":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""");

        await Refusals.ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", "32 levels");
    }

    [Fact]
    public async Task OtherContentType_IsUnsupported()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostRawAsync("""{"type":"message","text":"hi"}""", "text/plain");

        await Refusals.ExpectAsync(response, HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", "application/json");
    }

    [Fact]
    public async Task TooManyMessages_AreRefusedForAWhile()
    {
        await using var host = await WebHost.StartAsync(new DirectLineOptions { MessageBurst = 3, MessagesPerMinute = 1 });
        using var client = await host.ConnectAsync();
        HttpResponseMessage response;
        do
            response = await client.PostAsync(new { type = "message", text = "again" });
        while (response.StatusCode == HttpStatusCode.OK && host.Receiver.Turns.Count < 10);

        using (response)
        {
            await Refusals.ExpectAsync(response, HttpStatusCode.TooManyRequests, "TooManyRequests", "Try again in");
            Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
    }

    /// <summary>Content of unknown length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
