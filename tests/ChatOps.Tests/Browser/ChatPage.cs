using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ChatOps.Tests.Browser;

/// <summary>The chat page as a person uses it. Collects everything that the browser complains about.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private const float Patience = 60_000;
    private readonly ConcurrentQueue<string> _complaints = new();

    public ChatPage(IPage page)
    {
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception: {error}");
        page.RequestFailed += (_, request) => _complaints.Enqueue($"request: {request.Url} {request.Failure}");
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions, refused or failed requests.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Follows a sign-in link and waits until the chat is connected.</summary>
    public async Task Open(string link)
    {
        await Page.GotoAsync(link);
        try
        {
            await Page.GetByText("Connected", new() { Exact = true }).WaitForAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The chat did not connect. The page says: {await Page.InnerTextAsync("body")} {string.Join('\n', Complaints)}");
        }
    }

    public async Task Say(string text)
    {
        var box = Page.GetByRole(AriaRole.Textbox, new() { Name = "Message input box" });
        await box.FillAsync(text);
        await box.PressAsync("Enter");
    }

    /// <summary>Waits until the text can be seen.</summary>
    public Task WaitForText(string text) => Page.GetByText(text).Filter(new() { Visible = true }).Last.WaitForAsync();

    /// <summary>Waits until no such text can be seen.</summary>
    public Task WaitForNoText(string text) => Assertions.Expect(Page.Locator(".chat").GetByText(text).Filter(new() { Visible = true })).ToHaveCountAsync(0);

    /// <summary>Presses the last button or link with this name.</summary>
    public Task Press(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync();

    public Task Screenshot(string path) => Page.ScreenshotAsync(new() { Path = path });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
