using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Channels.DirectLine;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.DirectLine;

public sealed class TokenRefusalTests
{
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
            await Refusals.ExpectAsync(response, HttpStatusCode.Unauthorized, "InvalidToken", "not made by this instance");
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

        await Refusals.ExpectAsync(response, HttpStatusCode.Unauthorized, "InvalidToken", "not made by this instance");
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

        await Refusals.ExpectAsync(old, HttpStatusCode.Unauthorized, "TokenExpired", "expired");
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
        await Refusals.ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in again");
    }

    [Fact]
    public async Task Token_StolenFromABrowser_IsUselessInAnother()
    {
        await using var host = await WebHost.StartAsync();
        using var client = await host.ConnectAsync();
        using var eve = await host.SignInAsync("eve");

        using var response = await DirectLineClient.SendAsync(eve, HttpMethod.Get, $"/conversations/{client.ConversationId}/activities", client.Token);

        await Refusals.ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in again");
    }

    [Fact]
    public async Task Generate_WithoutTheHeaderOfThePage_IsForbidden()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();

        using var response = await browser.PostAsync(new Uri("/v3/directline/tokens/generate", UriKind.Relative), null);

        await Refusals.ExpectAsync(response, HttpStatusCode.Forbidden, "MissingHeader", "X-ChatOps-Page");
    }

    [Fact]
    public async Task Generate_WithoutSignIn_IsRefused()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = host.NewBrowser();

        using var response = await browser.PostAsync(new Uri("/v3/directline/tokens/generate", UriKind.Relative), null);

        await Refusals.ExpectAsync(response, HttpStatusCode.Unauthorized, "SessionExpired", "Sign in first");
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
}
