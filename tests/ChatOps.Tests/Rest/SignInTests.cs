using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Rest;

public sealed class SignInTests
{
    private static readonly Uri Start = new("/", UriKind.Relative);
    private static readonly Uri Me = new("/api/session", UriKind.Relative);

    [Fact]
    public async Task Link_SignsIn_AndTakesTheKeyOutOfTheAddress()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = host.NewBrowser();

        using var response = await browser.GetAsync(new Uri(await host.CreateLinkAsync()));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var me = (await browser.GetFromJsonAsync<JsonNode>(Me))!;
        Assert.Equal(("local", "Maria"), (me["identity"]!.GetValue<string>(), me["name"]!.GetValue<string>()));
        Assert.Contains("admin", me["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
    }

    [Fact]
    public async Task Link_WorksOnce_AndSaysWhatToDoTheSecondTime()
    {
        await using var host = await WebHost.StartAsync();
        var link = new Uri(await host.CreateLinkAsync());
        using var first = host.NewBrowser();
        using var second = host.NewBrowser();
        using var taken = await first.GetAsync(link);

        using var refused = await second.GetAsync(link);
        using var again = await first.GetAsync(link);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("sign-in PERSON", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Link_AfterAnHour_IsVoid()
    {
        await using var host = await WebHost.StartAsync();
        var link = new Uri(await host.CreateLinkAsync());
        using var browser = host.NewBrowser();
        host.Time.Skip(TimeSpan.FromMinutes(61));

        using var refused = await browser.GetAsync(link);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Empty(browser.Cookie);
    }

    [Fact]
    public async Task Link_FollowedByManyAtOnce_SignsOneIn()
    {
        await using var host = await WebHost.StartAsync();
        var link = new Uri(await host.CreateLinkAsync());
        var browsers = Enumerable.Range(0, 12).Select(_ => host.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.GetAsync(link)));

        Assert.Single(browsers, browser => browser.Cookie.Length > 0);
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Theory]
    [InlineData("/?key=")]
    [InlineData("/?key=0123456789abcdef")]
    [InlineData("/?key=%00%ff")]
    public async Task Key_ThatWasNeverMade_SignsNobodyIn(string address)
    {
        await using var host = await WebHost.StartAsync();
        using var browser = host.NewBrowser();

        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(browser.Cookie);
    }

    [Fact]
    public async Task Page_WithoutSignIn_SaysHowToSignIn()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = host.NewBrowser();

        using var page = await browser.GetAsync(Start);
        using var me = await browser.GetAsync(Me);

        Assert.Contains("Open the link that the program printed", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (page.StatusCode, me.StatusCode));
    }

    [Fact]
    public async Task SignIn_AndALinkThatWasNotUsed_SurviveARestart()
    {
        using var folder = new DataFolder();
        var first = await WebHost.StartAsync(folder: folder);
        var unused = new Uri(await first.CreateLinkAsync());
        using var browser = await first.SignInAsync();
        using var late = first.NewBrowser();
        await first.DisposeAsync();

        await using var second = await WebHost.StartAsync(folder: folder, port: browser.BaseAddress!.Port);

        using var me = await browser.GetAsync(Me);
        using var redeemed = await late.GetAsync(new Uri(second.Address, unused.PathAndQuery));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (me.StatusCode, redeemed.StatusCode));
        Assert.NotEmpty(late.Cookie);
    }

    [Fact]
    public async Task SignIn_EndsWhenItIsIdle_AndUseKeepsItAlive()
    {
        await using var host = await WebHost.StartAsync();
        using var used = await host.SignInAsync();
        using var idle = await host.SignInAsync();

        host.Time.Skip(TimeSpan.FromHours(8));
        using var touched = await used.GetAsync(Me);
        host.Time.Skip(TimeSpan.FromHours(5));
        using var alive = await used.GetAsync(Me);
        using var over = await idle.GetAsync(Me);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (touched.StatusCode, alive.StatusCode, over.StatusCode));
    }

    [Fact]
    public async Task SignOut_EndsTheSession_ButOnlyFromOurOwnPage()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        var stolen = browser.Cookie;
        using var foreign = await browser.DeleteAsync(Me);
        using var request = new HttpRequestMessage(HttpMethod.Delete, Me);
        request.Headers.Add("X-ChatOps-Page", "1");

        using var left = await browser.SendAsync(request);

        using var copy = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Address };
        copy.DefaultRequestHeaders.Add("Cookie", stolen);
        using var after = await copy.GetAsync(Me);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized),
            (foreign.StatusCode, left.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Database_HoldsNoCookieAndNoKey()
    {
        using var folder = new DataFolder();
        string cookie, key;
        await using (var host = await WebHost.StartAsync(folder: folder))
        {
            using var browser = await host.SignInAsync();
            cookie = browser.Cookie.Split('=')[1];
            key = (await host.CreateLinkAsync()).Split('=')[1];
        }

        var bytes = Directory.EnumerateFiles(folder.Path, "state.db*").Select(File.ReadAllBytes).SelectMany(content => content).ToArray();
        Assert.True(bytes.Length > 0);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(cookie)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key)));
    }
}
