using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ChatOps.Tests.Commands;
using Microsoft.Playwright;

namespace ChatOps.Tests.Browser;

/// <summary>The built program as a person meets it: the printed link, the page, the database, the files.</summary>
[Collection(nameof(BrowserCollection))]
public sealed partial class WholeProgramTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task APersonValidatesAndExportsTheDemoDatabase_InTheChatPage()
    {
        chromium.Require();
        await using var server = await StartAsync();
        await using var page = await chromium.OpenAsync(width: 1000, height: 1560);
        await page.Open(OpenLine().Match(server.Output).Groups[1].Value);

        await page.Say("validate demo");
        await page.WaitForText("Some of the data is wrong");
        await ReadReportAsync(page);
        await SaveScreenshotAsync(page);

        await page.Say("export demo");
        await page.WaitForText("Needs 1 approval");
        Assert.False(Directory.Exists(_folder.At("data", "exports")));

        await page.Press("Approve");
        await page.WaitForText("Approved by");
        await page.WaitForText("Exported demo");
        Assert.Single(Directory.GetFiles(_folder.At("data", "exports"), "manifest.json", SearchOption.AllDirectories));
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task AServerThatWasKilled_IsTakenUpAgainByTheSamePage()
    {
        chromium.Require();
        var port = FreePort();
        await using var page = await chromium.OpenAsync();
        await using (var server = await StartAsync(port))
        {
            await page.Open(OpenLine().Match(server.Output).Groups[1].Value);
            await page.Say("export demo");
            await page.WaitForText("Needs 1 approval");
            await server.KillAsync();
        }

        await using var next = await StartAsync(port);
        await page.Page.ReloadAsync();
        await page.WaitForText("Needs 1 approval");
        await page.Press("Approve");

        await page.WaitForText("Exported demo");
    }

    private static async Task ReadReportAsync(ChatPage page)
    {
        var link = page.Page.GetByRole(AriaRole.Button, new() { Name = "Open report" }).Or(page.Page.GetByRole(AriaRole.Link, new() { Name = "Open report" })).Last;
        var report = await page.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await report.GetByRole(AriaRole.Heading, new() { Name = "At a glance" }).WaitForAsync();
        Assert.Equal(4, await report.Locator("figure svg").CountAsync());
        await report.CloseAsync();
    }

    /// <summary>Kept where <c>CHATOPS_SCREENSHOT</c> says, which is how the picture in the README is made.</summary>
    private static Task SaveScreenshotAsync(ChatPage page) =>
        Environment.GetEnvironmentVariable("CHATOPS_SCREENSHOT") is { Length: > 0 } path ? page.Screenshot(path) : Task.CompletedTask;

    private async Task<Session> StartAsync(int? port = null)
    {
        var server = new Session(_folder.Path, "serve", "--urls", $"http://127.0.0.1:{port ?? FreePort()}");
        await server.WaitForAsync("Open http");
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Open (http\S+)")]
    private static partial Regex OpenLine();
}
