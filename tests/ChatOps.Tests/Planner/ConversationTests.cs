using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

public sealed class ConversationTests
{
    private static readonly ConversationMemory AfterDemo = new() { LastConnection = "demo", LastRequest = "validate demo" };

    private static async Task<ConversationMemory> AskedAsync(string text)
    {
        var pending = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync(text)).Understood;
        var stored = JsonSerializer.Deserialize<PendingRequest>(JsonSerializer.Serialize(pending))!;
        return new ConversationMemory { Pending = stored };
    }

    private static async Task<string> BriefAsync(string text, ConversationMemory memory) => World.Brief(await World.AskAsync(text, memory));

    [Theory]
    [InlineData("validate it", "validate demo")]
    [InlineData("export that", "export demo")]
    [InlineData("profile it again", "profile demo")]
    [InlineData("check the same database", "validate demo")]
    [InlineData("validate crm", "validate crm")]
    [InlineData("the same for crm", "validate crm")]
    [InlineData("validate", "Clarify")]
    public async Task WordsThatPointBack_MeanTheLastConnection(string text, string expected) => Assert.Equal(expected, await BriefAsync(text, AfterDemo));

    [Fact]
    public async Task PointingBackAtNothing_IsAsked() => Assert.Equal("Clarify", await BriefAsync("check it", new ConversationMemory()));

    [Theory]
    [InlineData("demo", "validate demo")]
    [InlineData("the demo one please", "validate demo")]
    [InlineData("dmeo", "validate demo")]
    [InlineData("the second", "validate crm")]
    [InlineData("2", "validate crm")]
    [InlineData("number 2", "validate crm")]
    [InlineData("the last one", "validate sales-eu")]
    [InlineData("no, crm", "validate crm")]
    [InlineData("neither", "Dismiss")]
    [InlineData("forget it", "Dismiss")]
    [InlineData("no", "Dismiss")]
    [InlineData("cancel", "Dismiss")]
    [InlineData("yes", "Clarify")]
    [InlineData("blorp", "Clarify")]
    [InlineData("9", "Clarify")]
    [InlineData("export crm", "export crm")]
    [InlineData("help", "Help")]
    [InlineData("drop table users", "Refuse")]
    public async Task AnswerToWhichConnection_GoesOnWithTheRequest(string answer, string expected) =>
        Assert.Equal(expected, await BriefAsync(answer, await AskedAsync("validate")));

    [Theory]
    [InlineData("yes", "validate sales-eu")]
    [InlineData("sales-eu", "validate sales-eu")]
    [InlineData("no", "Dismiss")]
    public async Task AnswerToDidYouMean_Counts(string answer, string expected) =>
        Assert.Equal(expected, await BriefAsync(answer, await AskedAsync("validate slaes-eu")));

    [Theory]
    [InlineData("validate", "validate demo")]
    [InlineData("export it", "export demo")]
    [InlineData("3", "anomalies demo")]
    [InlineData("profile crm", "profile crm")]
    public async Task AnswerToWhatToDo_GoesOn(string answer, string expected) => Assert.Equal(expected, await BriefAsync(answer, await AskedAsync("demo")));

    [Theory]
    [InlineData("approve", "Approve")]
    [InlineData("yes", "Approve")]
    [InlineData("ok", "Approve")]
    [InlineData("go ahead", "Approve")]
    [InlineData("do it", "Approve")]
    [InlineData("ship it!", "Approve")]
    [InlineData("yes please, go ahead", "Approve")]
    [InlineData("ja", "Approve")]
    [InlineData("sí", "Approve")]
    [InlineData("reject", "Reject")]
    [InlineData("no", "Reject")]
    [InlineData("don't", "Reject")]
    [InlineData("nein", "Reject")]
    [InlineData("ok?", "SmallTalk")]
    [InlineData("approve?", "SmallTalk")]
    [InlineData("don't approve", "SmallTalk")]
    [InlineData("ok validate crm", "validate crm")]
    [InlineData("improve", "Unknown")]
    [InlineData("the approval", "Unknown")]
    public async Task DecisionWords_DecideOnlyAlone(string text, string expected) =>
        Assert.Equal(expected, await BriefAsync(text, new ConversationMemory { HasOpenApproval = true }));

    [Fact]
    public async Task YesToAQuestion_DoesNotApproveAnything()
    {
        var memory = (await AskedAsync("validate")) with { HasOpenApproval = true };

        Assert.Equal("Clarify", await BriefAsync("yes", memory));
        Assert.Equal("Approve", await BriefAsync("approve", memory));
    }

    [Fact]
    public async Task Cancel_NamesTheRunOrAsksWhich()
    {
        var two = new ConversationMemory { RunsInFlight = [new("run-41", "Validate crm"), new("run-42", "Export demo")] };

        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "run-41"), await World.AskAsync("cancel run 41", two));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "run-42"), await World.AskAsync("stop the export", two));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "run-41"), await World.AskAsync("abort crm", two));
        var asked = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("cancel it", two));
        Assert.Equal(["run-41", "run-42"], asked.Choices);
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "run-42"), await World.AskAsync("the second", two with { Pending = asked.Understood }));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "run-41"), await World.AskAsync("cancel it", two with { RunsInFlight = [two.RunsInFlight[0]] }));
    }

    [Fact]
    public async Task RunThatOnlyBeginsLikeAKnownOne_IsNotTakenForIt()
    {
        var memory = new ConversationMemory { RunsInFlight = [new("run-4", "Validate crm"), new("run-5", "Export demo")] };

        Assert.NotEqual(new PlannerReply.Command(ConversationCommand.Cancel, "run-4"), await World.AskAsync("cancel run-41", memory));
    }

    [Fact]
    public async Task NobodyWithoutConnections_GetsAPlan()
    {
        Assert.IsType<PlannerReply.Refuse>(await World.AskAsync("validate demo", connections: []));
        Assert.IsType<PlannerReply.Unknown>(await World.AskAsync("blorp", connections: []));
    }

    [Fact]
    public async Task Unknown_OffersWhatWorksWithRealNames()
    {
        var reply = Assert.IsType<PlannerReply.Unknown>(await World.AskAsync("colourless green ideas", connections: World.Named("zebra")));

        Assert.Contains("validate zebra", reply.Suggestions);
        foreach (var suggestion in reply.Suggestions)
            Assert.IsNotType<PlannerReply.Unknown>(await World.AskAsync(suggestion, connections: World.Named("zebra")));
    }

    [Fact]
    public async Task Anything_GetsAnAnswer()
    {
        var random = new Random(4711);
        const string Alphabet = "abc demo validate export ,.;:'\"`“”!?(){}[]<>/\\@#-_\n\t\u0000\u200b😀日é0123456789";
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Assert.NotNull(await World.AskAsync(text, round % 2 == 0 ? AfterDemo : null));
        }
    }
}
