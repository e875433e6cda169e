using System.Net;
using ChatOps.Rest;
using ChatOps.Tests.DirectLine;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Rest;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/session")]
    [InlineData("/nothing/here")]
    public async Task EveryAnswer_CarriesTheHeadersThatProtectThePage(string address)
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();

        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("chatops.example.org", HttpStatusCode.OK)]
    public async Task Host_ThatIsNotOurs_IsRefused(string name, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync(rest: new RestOptions { AllowedHosts = ["chatops.example.org"] });
        using var browser = host.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/favicon.svg");
        request.Headers.Host = $"{name}:{host.Address.Port}";

        using var response = await browser.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    public async Task Change_FromAnotherSitesPage_IsRefused(string? origin, string? site)
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate");
        request.Headers.Add("X-ChatOps-Page", "1");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        using var response = await browser.SendAsync(request);

        await Refusals.ExpectAsync(response, HttpStatusCode.Forbidden, "ForeignOrigin", "Another site");
    }

    [Fact]
    public async Task Change_FromOurOwnPage_IsTaken()
    {
        await using var host = await WebHost.StartAsync();
        using var browser = await host.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate");
        request.Headers.Add("X-ChatOps-Page", "1");
        request.Headers.Add("Origin", $"http://{host.Address.Authority}");

        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Options_ThatMakeNoSense_AreAllNamedWithTheirKeys()
    {
        var problems = new RestOptions { AllowedHosts = ["http://x/"], SessionIdle = TimeSpan.Zero, WebRoot = " " }.Validate().ToList();

        Assert.Equal(3, problems.Count);
        Assert.All(problems, problem => Assert.StartsWith("Rest:", problem, StringComparison.Ordinal));
    }
}
