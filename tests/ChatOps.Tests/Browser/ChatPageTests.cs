using ChatOps.Cards;
using ChatOps.Conversation;
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
        await page.Open(host.CreateLink());

        await page.Say("export demo");
        await page.WaitForText("Nothing has run yet");
        await page.Press("Approve");
        await page.WaitForText("Approved by Maria");
        await page.WaitForNoText("Nothing has run yet");

        Assert.Equal("approve", host.Receiver.Turns[^1].Action!.Verb);
        Assert.Equal(new Uri(host.Address, "/").ToString(), page.Page.Url);
        Assert.Empty(page.Complaints);
    }

    private static IEnumerable<OutgoingMessage> Decide(Turn turn)
    {
        var id = $"plan-{turn.ConversationId}";
        return turn.Action is { Verb: "approve" }
            ? [new OutgoingMessage(id, turn.ConversationId, null, SampleCards.Plan with { Tone = Tone.Good, Subtitle = "Approved by Maria", Blocks = [], Actions = [] }, [])]
            : [new OutgoingMessage(id, turn.ConversationId, null, SampleCards.Plan, ["status", "cancel"])];
    }
}

/// <summary>One Chromium for all browser tests.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
