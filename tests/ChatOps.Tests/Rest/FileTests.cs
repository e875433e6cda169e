using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatOps.People;
using ChatOps.Rest;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Rest;

public sealed class FileTests
{
    private static readonly PeopleOptions ThreePeople = new()
    {
        Members =
        [
            new MemberOptions { Id = "maria", Roles = ["admin"], Connections = ["*"], Identities = ["web:local"] },
            new MemberOptions { Id = "eve", Roles = ["viewer"], Connections = ["other"], Identities = ["web:eve"] },
            new MemberOptions { Id = "left", Roles = [], Connections = ["*"], Identities = ["web:left"] },
        ],
    };

    [Fact]
    public async Task Report_IsShownInASandbox()
    {
        await using var host = await WebHost.StartAsync();
        using var folder = Artifact(host, "report.html", "text/html");
        using var browser = await host.SignInAsync();

        using var response = await browser.GetAsync(new Uri("/artifacts/a1/report.html", UriKind.Relative));

        Assert.Equal("<script>alert(1)</script>", await response.Content.ReadAsStringAsync());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Null(response.Content.Headers.ContentDisposition);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("findings.csv", "text/csv")]
    [InlineData("picture.svg", "image/svg+xml")]
    public async Task OtherFile_IsSaved(string name, string mediaType)
    {
        await using var host = await WebHost.StartAsync();
        using var folder = Artifact(host, name, mediaType);
        using var browser = await host.SignInAsync();

        using var response = await browser.GetAsync(new Uri($"/artifacts/a1/{name}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("attachment", name), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileName));
    }

    [Theory]
    [InlineData("local", "/artifacts/a1/report.html", HttpStatusCode.OK)]
    [InlineData("local", "/artifacts/a1/other.html", HttpStatusCode.NotFound)]
    [InlineData("local", "/artifacts/a2/report.html", HttpStatusCode.NotFound)]
    [InlineData("eve", "/artifacts/a1/report.html", HttpStatusCode.NotFound)]
    [InlineData("left", "/artifacts/a1/report.html", HttpStatusCode.NotFound)]
    [InlineData("nobody", "/artifacts/a1/report.html", HttpStatusCode.NotFound)]
    [InlineData(null, "/artifacts/a1/report.html", HttpStatusCode.Unauthorized)]
    public async Task File_IsGivenToPeopleWhoMaySeeIt(string? identity, string address, HttpStatusCode expected)
    {
        await using var host = await WebHost.StartAsync(people: ThreePeople);
        using var folder = Artifact(host, "report.html", "text/html");
        using var browser = identity is null ? host.NewBrowser() : await host.SignInAsync(identity);

        using var response = await browser.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task File_ThatWasDeleted_IsGone()
    {
        await using var host = await WebHost.StartAsync();
        host.Artifacts.Add("a1", "report.html", "text/html", "/nowhere/report.html", "demo");
        using var browser = await host.SignInAsync();

        using var response = await browser.GetAsync(new Uri("/artifacts/a1/report.html", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task Asset_IsSentCompressed_AndKeptForALongTime()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "assets"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "assets", "page-1.js"), "plain");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "assets", "page-1.js.gz"), "compressed");
        await using var host = await WebHost.StartAsync(rest: new RestOptions { WebRoot = folder.Path });
        using var browser = host.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/page-1.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip, deflate");

        using var compressed = await browser.SendAsync(request);
        using var plain = await browser.GetAsync(new Uri("/assets/page-1.js", UriKind.Relative));

        Assert.Equal("gzip", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("immutable", compressed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("compressed", "plain"), (await compressed.Content.ReadAsStringAsync(), await plain.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/assets/../../state.db")]
    [InlineData("/assets/%2e%2e/%2e%2e/state.db")]
    [InlineData("/assets/..%2f..%2fsecret.js")]
    [InlineData("/assets//etc/passwd.js")]
    public async Task Path_OutOfTheWebRoot_LeadsNowhere(string path)
    {
        using var folder = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "secret.js"), "secret");
        var root = Directory.CreateDirectory(Path.Combine(folder.Path, "a", "wwwroot")).FullName;
        await using var host = await WebHost.StartAsync(rest: new RestOptions { WebRoot = root });

        var answer = await SendRawAsync(host.Address, path);

        Assert.DoesNotContain("200 OK", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\r", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ThatWasNotBuilt_SaysSo()
    {
        using var folder = new DataFolder();
        await using var host = await WebHost.StartAsync(rest: new RestOptions { WebRoot = folder.Path });
        using var browser = await host.SignInAsync();

        using var response = await browser.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Contains("The page was not built", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static DataFolder Artifact(WebHost host, string name, string mediaType)
    {
        var folder = new DataFolder();
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, "<script>alert(1)</script>");
        host.Artifacts.Add("a1", name, mediaType, path, "demo");
        return folder;
    }

    /// <summary>Sends the path as it is; HttpClient would tidy it up.</summary>
    private static async Task<string> SendRawAsync(Uri address, string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
