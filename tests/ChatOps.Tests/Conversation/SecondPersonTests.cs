using ChatOps.Cards;
using ChatOps.Database.Connections;

namespace ChatOps.Tests.Conversation;

/// <summary>People who talk to the bot each in a conversation of their own.</summary>
public sealed class SecondPersonTests
{
    [Fact]
    public async Task AnApproverElsewhere_SeesThePlanFirstAndThenDecidesByWord()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite"), "prod") with { Name = "live" });
        await talk.SayAsync("export live", "ana", "anas");

        var first = await talk.SayAsync("approve", "ben", "bens");
        Assert.True(first.CardTitled("Export live").HasButton("Approve"));
        Assert.False(Directory.Exists(Path.Combine(folder, "exports")));

        var second = await talk.SayAsync(first.Single().Suggestions.Single(), "ben", "bens");
        Assert.Contains("Approved. The run goes on.", second.Text(), StringComparison.Ordinal);
        await talk.SayAsync("status", "ana", "anas");
        Assert.True(Directory.Exists(Path.Combine(folder, "exports")));
        Assert.Contains(talk.Deliveries, message => message.ConversationId == "anas" && message.Card?.Title == "Exported live");
    }

    [Fact]
    public async Task Status_WithNothingOfOnesOwn_ShowsThePlanThatWaits_AndItsButtonDecides()
    {
        await using var talk = await Talk.StartAsync();
        await talk.SayAsync("export demo", "ana", "anas");

        var card = (await talk.SayAsync("status", "ben", "bens")).CardTitled("Export demo");
        var answer = await talk.PressAsync(card.Button("Approve"), "ben", "bens");

        Assert.Contains("Approved. The run goes on.", answer.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vic")]
    [InlineData("cleo")]
    [InlineData("mallory")]
    public async Task RealIdsInAForgedPayload_DoNothingForPeopleWithoutTheRight(string identity)
    {
        await using var talk = await Talk.StartAsync();
        var plan = (await talk.SayAsync("export demo", "ana", "anas")).CardTitled("Export demo");
        var approve = plan.Button("Approve");
        var run = plan.Actions.OfType<CardAction.Form>().Single().Payload;

        await talk.PressAsync(approve, identity, "theirs");
        await talk.PressAsync(run with { Values = new Dictionary<string, string> { ["tables"] = "0" } }, identity, "theirs");
        await talk.PressAsync(new ActionPayload("retry", run.Id), identity, "theirs");
        await talk.PressAsync(new ActionPayload("cancel", run.Id), identity, "theirs");
        await talk.SayAsync($"cancel {run.Id}", identity, "theirs");

        Assert.False(Directory.Exists(Path.Combine(talk.Folder, "exports")));
        var still = (await talk.SayAsync($"status {run.Id}", "ana", "anas")).CardTitled("Export demo");
        Assert.True(still.HasButton("Approve"));
        Assert.DoesNotContain(talk.Deliveries, message => message.ConversationId == "theirs" && message.Card?.HasButton("Approve") == true && identity != "vic");
    }

    [Fact]
    public async Task ARunOfAConnectionOneMayNotSee_IsNotThere()
    {
        await using var talk = await Talk.StartAsync();
        var run = (await talk.SayAsync("export demo", "ana", "anas")).CardTitled("Export demo").Actions.OfType<CardAction.Form>().Single().Payload.Id;

        foreach (var words in new[] { $"status {run}", $"approve {run}", $"retry {run}", $"cancel {run}", $"why {run}" })
            Assert.Contains($"no run", (await talk.SayAsync(words, "cleo", "theirs")).Text(), StringComparison.Ordinal);
        Assert.Equal("Nothing has run yet.", (await talk.SayAsync("runs", "cleo", "theirs")).Single().Text);
    }
}
