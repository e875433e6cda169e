using ChatOps.Cards;
using ChatOps.Conversation;
using ChatOps.Pipelines.State;
using ChatOps.Tests.AdaptiveCards;
using ChatOps.Tests.WebServer;

namespace ChatOps.Tests.Browser;

[Collection(nameof(BrowserCollection))]
public sealed class ChatPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Chat_ShowsACard_AndAPressReplacesItInPlace()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        host.Receiver.Answer = Decide;
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());

        await page.Say("export demo");
        await page.WaitForText("Nothing has run yet");
        await page.Press("Approve");
        await page.WaitForText("Approved by Maria");
        await page.WaitForNoText("Nothing has run yet");

        var action = host.Receiver.Turns[^1].Action!;
        Assert.Equal(("approve", "request-1", "3f9c"), (action.Verb, action.Id, action.Hash));
        Assert.Empty(action.Values);
        Assert.Equal(new Uri(host.Address, "/").ToString(), page.Page.Url);
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Form_SendsWhatWasChosenAndWritten()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        host.Receiver.Answer = Decide;
        await using var page = await chromium.OpenAsync(dark: true);
        await page.Open(await host.CreateLinkAsync());
        await page.Say("export demo");
        await page.WaitForText("Nothing has run yet");

        await page.Press("Edit");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Checkbox, new() { Name = "order_items" }).CheckAsync();
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Textbox, new() { Name = "Folder" }).FillAsync("out");
        await page.Press("Propose this");
        await page.WaitForText("Changed");

        var action = host.Receiver.Turns[^1].Action!;
        Assert.Equal("edit", action.Verb);
        Assert.Equal(["customers", "order_items", "orders"], action.Values["tables"].Split(',').Order());
        Assert.Equal("out", action.Values["folder"]);
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task HostileText_IsShownLiterally()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        host.Receiver.Answer = turn => [new OutgoingMessage("h", turn.ConversationId, SampleCards.Hostile, SampleCards.HostileText, [])];
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());

        await page.Say("show me");
        await page.WaitForText("# head");

        var shown = Plain(await page.Page.Locator(".chat").InnerTextAsync());
        var literal = Plain(SampleCards.Hostile);
        Assert.InRange(shown.Split(literal).Length - 1, 8, 100);
        Assert.Equal(0, await page.Page.Locator(".chat a[href^='javascript'], .chat img[src*='evil'], .chat em, .chat code, .chat del, .chat math").CountAsync());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Reload_ShowsTheConversationAgain_EachMessageOnce()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());
        await page.Say("first words");
        await page.WaitForText("Heard: first words");

        await page.Open(host.Address.ToString());
        await page.WaitForText("Heard: first words");

        Assert.Equal(1, await page.Page.Locator(".webchat__bubble__content", new() { HasText = "Heard: first words" }).CountAsync());
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Hint_SaysItsWords()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());

        await page.Press("validate demo");
        await page.WaitForText("Heard: validate demo");

        Assert.Equal("validate demo", Assert.Single(host.Receiver.Turns).Text);
    }

    [SkippableFact]
    public async Task EmptyChat_Greets_UntilTheFirstWords()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        await using var page = await chromium.OpenAsync(width: 420);
        await page.Open(await host.CreateLinkAsync());
        var greeting = page.Page.GetByText("in your own words");

        Assert.Contains("validate demo", await greeting.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Receiver.Turns);
        await page.Say("hello");
        await page.WaitForText("Heard: hello");
        await Microsoft.Playwright.Assertions.Expect(greeting).ToHaveCountAsync(0);
        await page.Open(host.Address.ToString());
        await page.WaitForText("Heard: hello");

        await Microsoft.Playwright.Assertions.Expect(greeting).ToHaveCountAsync(0);
        Assert.Empty(page.Complaints);
    }

    [SkippableFact]
    public async Task Message_ThatCannotBeKept_SaysWhy_AndIsSentByRetry()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        host.Receiver.Failure = new StateUnavailableException("The disk is full. Nothing of this change was kept.", isTransient: true);
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());

        await page.Say("validate demo");
        await page.WaitForText("The disk is full");
        await page.WaitForText("Send failed");
        host.Receiver.Failure = null;
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await page.WaitForText("Heard: validate demo");
        Assert.Single(host.Receiver.Turns);
        await Microsoft.Playwright.Assertions.Expect(page.Page.GetByText("The disk is full")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task LostConnection_IsSaid()
    {
        chromium.Require();
        var host = await WebHost.StartAsync();
        await using var page = await chromium.OpenAsync();
        await page.Open(await host.CreateLinkAsync());

        await host.DisposeAsync();

        await page.WaitForText("The connection was lost");
    }

    [SkippableFact]
    public async Task Page_WithoutSignIn_SaysHowToSignIn()
    {
        chromium.Require();
        await using var host = await WebHost.StartAsync();
        await using var page = await chromium.OpenAsync(width: 420);

        await page.Page.GotoAsync(host.Address.ToString());

        await page.WaitForText("Open the link that the program printed");
        Assert.Equal(420, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>Without line breaks, and with the look-alikes of a defused text turned back.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter != '\u200C')).Replace('\u02CB', '`');

    private static IEnumerable<OutgoingMessage> Decide(Turn turn)
    {
        var answer = turn.Action?.Verb switch
        {
            "approve" => SampleCards.Plan with { Tone = Tone.Good, Subtitle = "Approved by Maria", Blocks = [], Actions = [] },
            "edit" => SampleCards.Plan with { Subtitle = "Changed" },
            _ => SampleCards.Plan,
        };
        return [new OutgoingMessage($"plan-{turn.ConversationId}", turn.ConversationId, null, answer, [])];
    }
}
