using System.Net;

namespace ChatOps.Tests.WebServer;

/// <summary>A browser's HTTP: keeps cookies, follows no redirect.</summary>
internal sealed class BrowserHttp : HttpClient
{
    private readonly CookieContainer _cookies;

    public BrowserHttp(Uri address)
        : this(address, new CookieContainer())
    {
    }

    private BrowserHttp(Uri address, CookieContainer cookies)
        : base(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
    {
        _cookies = cookies;
        BaseAddress = address;
        Timeout = TimeSpan.FromSeconds(30);
    }

    /// <summary>The Cookie header that it would send.</summary>
    public string Cookie => _cookies.GetCookieHeader(BaseAddress!);
}
