using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Channels.DirectLine;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class RefusalTests
{
    [Fact]
    public async Task Message_OfTwoMegabytes_IsTooLarge()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostAsync(new { type = "message", text = new string('x', 2 * 1024 * 1024) });

        await ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "was not taken");
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

        await ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "was not taken");
    }

    [Fact]
    public async Task Text_AboveItsLimit_IsTooLarge()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var fits = await client.PostAsync(new { type = "message", text = new string('x', 32 * 1024) });
        using var response = await client.PostAsync(new { type = "message", text = new string('x', (32 * 1024) + 1) });

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        await ExpectAsync(response, HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", "32 KB");
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

        await ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", sentence);
    }

    [Fact]
    public async Task DeepJson_IsABadArgument()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostRawAsync($$"""{"type":"message","value":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""");

        await ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", "32 levels");
    }

    [Fact]
    public async Task OtherContentType_IsUnsupported()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await client.PostRawAsync("""{"type":"message","text":"hi"}""", "text/plain");

        await ExpectAsync(response, HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", "application/json");
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
            await ExpectAsync(response, HttpStatusCode.TooManyRequests, "TooManyRequests", "Try again in");
            Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task Token_ThatIsNone_IsRefused(string token)
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();

        using var response = await DirectLineClient.SendAsync(client.Http, HttpMethod.Get, $"/conversations/{client.ConversationId}/activities", token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Token_WithAnyLetterChanged_IsRefused()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        for (var at = 0; at < client.Token.Length; at += 7)
        {
            var changed = client.Token.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            using var response = await DirectLineClient.SendAsync(
                client.Http, HttpMethod.Get, $"/conversations/{client.ConversationId}/activities", new string(changed));
            await ExpectAsync(response, HttpStatusCode.Unauthorized, "InvalidToken", "not made by this instance");
        }
    }

    [Fact]
    public async Task Token_OfAnotherInstance_IsRefused()
    {
        await using var host = await WebHost.StartAsync();
        await using var other = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var foreign = await other.ConnectAsync();

        using var response = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, "/tokens/refresh", foreign.Token);

        await ExpectAsync(response, HttpStatusCode.Unauthorized, "InvalidToken", "not made by this instance");
    }

    [Fact]
    public async Task Token_AfterItsTime_HasExpired_AndARefreshedOneHasNot()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        host.Time.Skip(TimeSpan.FromMinutes(20));
        using var refreshed = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, "/tokens/refresh", client.Token);
        var fresh = (await refreshed.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        host.Time.Skip(TimeSpan.FromMinutes(11));

        using var old = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, "/tokens/refresh", client.Token);
        using var current = await DirectLineClient.SendAsync(client.Http, HttpMethod.Post, "/tokens/refresh", fresh);

        await ExpectAsync(old, HttpStatusCode.Unauthorized, "TokenExpired", "expired");
        Assert.Equal(HttpStatusCode.OK, current.StatusCode);
    }

    [Fact]
    public async Task Token_OfABrowser_EndsWithItsSignIn()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var signOut = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        signOut.Headers.Add("X-ChatOps-Page", "1");
        using var left = await client.Http.SendAsync(signOut);

        using var response = await client.PostAsync(new { type = "message", text = "hello" });

        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        await ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in again");
    }

    [Fact]
    public async Task Token_StolenFromABrowser_IsUselessInAnother()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var eve = await host.SignInAsync("eve");

        using var response = await DirectLineClient.SendAsync(eve, HttpMethod.Get, $"/conversations/{client.ConversationId}/activities", client.Token);

        await ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in again");
    }

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

        await ExpectAsync(response, HttpStatusCode.Forbidden, "WrongConversation", "another conversation");
    }

    [Fact]
    public async Task Conversation_ThatWasNeverStarted_IsUnknown()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        var token = await DirectLineClient.GenerateAsync(browser);

        using var response = await DirectLineClient.SendAsync(
            browser, HttpMethod.Get, $"/conversations/{token["conversationId"]}/activities", token["token"]!.GetValue<string>());

        await ExpectAsync(response, HttpStatusCode.NotFound, "ConversationNotFound", "Start a new one");
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

        await ExpectAsync(response, HttpStatusCode.BadRequest, "BadArgument", "watermark");
    }

    [Fact]
    public async Task Generate_WithoutTheHeaderOfThePage_IsForbidden()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();

        using var response = await browser.PostAsync(new Uri("/v3/directline/tokens/generate", UriKind.Relative), null);

        await ExpectAsync(response, HttpStatusCode.Forbidden, "MissingHeader", "X-ChatOps-Page");
    }

    [Fact]
    public async Task Generate_WithoutSignIn_IsRefused()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = host.NewBrowser();

        using var response = await browser.PostAsync(new Uri("/v3/directline/tokens/generate", UriKind.Relative), null);

        await ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in first");
    }

    [Theory]
    [InlineData("dl_maria", HttpStatusCode.OK)]
    [InlineData("local", HttpStatusCode.BadRequest)]
    public async Task Secret_GivesTokensForPeopleOfTheProgramOnly(string user, HttpStatusCode expected)
    {
        var secret = new string('s', 40);
        await using var host = await WebHost.StartAsync(new DirectLineOptions { Secret = secret });
        using var program = host.NewBrowser();

        using var response = await DirectLineClient.SendAsync(program, HttpMethod.Post, "/tokens/generate", secret, JsonContent.Create(new { user = new { id = user } }));
        using var wrong = await DirectLineClient.SendAsync(program, HttpMethod.Post, "/tokens/generate", secret + "!", JsonContent.Create(new { user = new { id = user } }));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
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

    internal static async Task ExpectAsync(HttpResponseMessage response, HttpStatusCode status, string code, string sentence)
    {
        var error = (await response.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;
        Assert.Equal((status, code), (response.StatusCode, error["code"]!.GetValue<string>()));
        Assert.Contains(sentence, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>Content of unknown length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
