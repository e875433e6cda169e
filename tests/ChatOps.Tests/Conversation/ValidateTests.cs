using ChatOps.Cards;

namespace ChatOps.Tests.Conversation;

public sealed class ValidateTests
{
    [Fact]
    public async Task Validate_Demo_StartsAtOnceAndPostsAReportWithVerdictCountsAndLinks()
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.SayAsync("validate demo");

        var plan = talk.Deliveries.First(message => message.Card?.Title == "Validate demo").Card!;
        Assert.True(plan.HasButton("Cancel"));
        Assert.False(plan.HasButton("Approve"));
        var steps = talk.Deliveries.Last(message => message.Card?.Title == "Validate demo").Card!.Blocks.OfType<CardBlock.Steps>().Single().Items;
        Assert.All(steps, step => Assert.Equal("done", step.Status));
        Assert.All(steps, step => Assert.Equal("reads", step.Risk));
        var report = shown.CardTitled("Validate demo: ");
        Assert.Equal(Tone.Bad, report.Tone);
        Assert.Equal(5, report.Blocks.OfType<CardBlock.Table>().Single().Rows.Count);
        Assert.Equal(["Open report", "Download findings (CSV)"], report.Actions.OfType<CardAction.OpenLink>().Select(link => link.Title));
    }

    [Fact]
    public async Task Validate_Demo_UpdatesItsOneCardInPlace()
    {
        await using var talk = await Talk.StartAsync();

        await talk.SayAsync("validate demo");

        var card = talk.Deliveries.Where(message => message.Id.StartsWith("run-", StringComparison.Ordinal)).ToList();
        Assert.Single(card.Select(message => message.Id).Distinct());
        Assert.DoesNotContain("outside this conversation", card.Text(), StringComparison.Ordinal);
        Assert.True(card.Count > 1);
        Assert.Single(talk.Deliveries, message => message.Id.StartsWith("result-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryFigureOnTheCards_NamesTheQueryBehindIt()
    {
        await using var talk = await Talk.StartAsync();

        var shown = await talk.SayAsync("validate demo");

        foreach (var fact in shown.Select(message => message.Card).OfType<Card>().SelectMany(card => card.Blocks).OfType<CardBlock.Facts>().SelectMany(facts => facts.Items))
            Assert.False(string.IsNullOrEmpty(fact.Source), fact.Label);
        var report = shown.CardTitled("Validate demo: ");
        var queries = report.Blocks.OfType<CardBlock.Details>().SelectMany(details => details.Blocks).OfType<CardBlock.Text>().Count(text => text.Monospace);
        Assert.Equal(report.Blocks.OfType<CardBlock.Table>().Single().Rows.Count, queries);
    }

    [Theory]
    [InlineData("help", "What I can do")]
    [InlineData("connections", "demo")]
    [InlineData("runs", "Nothing has run yet")]
    [InlineData("status", "nothing has run")]
    [InlineData("approve", "Nothing here is waiting")]
    [InlineData("cancel", "nothing to cancel")]
    [InlineData("explain orphaned-rows", "orphaned-rows (error):")]
    [InlineData("what is foreign key cycle?", "foreign-key-cycle (")]
    [InlineData("explain nonsense-rule", "no rule and no run nonsense-rule")]
    public async Task WordsOfControl_AreAnsweredWithoutARun(string words, string expected)
    {
        await using var talk = await Talk.StartAsync();

        Assert.Contains(expected, (await talk.SayAsync(words)).Text(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AMissingName_IsAskedForAndItsAnswerIsUnderstood()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-talk-").FullName;
        await using var talk = await Talk.StartAsync(folder, Database.Connections.ConnectionAddress.ForFile(Path.Combine(folder, "demo.sqlite")) with { Name = "other" });

        var question = await talk.SayAsync("validate");
        Assert.Contains("demo", question.Single().Suggestions);

        Assert.Equal("Profile other", (await talk.SayAsync("profile other")).CardTitled("Profile").Title[..13]);
    }

    [Fact]
    public async Task TheSameMessageDeliveredTwice_IsOneTurn()
    {
        await using var talk = await Talk.StartAsync();
        var turn = new ChatOps.Conversation.Turn { Id = "same", ConversationId = "room", Channel = Talk.ChannelName, Identity = "ana", Text = "profile demo" };

        await talk.TurnAsync(turn);
        var again = await talk.TurnAsync(turn);

        Assert.Empty(again);
    }
}
