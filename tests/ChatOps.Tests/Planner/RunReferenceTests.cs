using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

/// <summary>A run named by its id is that run and no other.</summary>
public sealed class RunReferenceTests
{
    private static readonly ConversationMemory Busy = new()
    {
        RunsInFlight = [new("r-1h8f2k9w3q", "Export demo")],
        LastRunId = "r-2222222222",
        LastConnection = "demo",
        HasOpenApproval = true,
    };

    private static readonly ConversationMemory TwoInFlight = Busy with { RunsInFlight = [.. Busy.RunsInFlight, new("r-7f3k2q9abc", "Validate crm")] };

    public static TheoryData<string, ConversationCommand, string> Named => new()
    {
        { "approve r-7f3k2q9abc", ConversationCommand.Approve, "r-7f3k2q9abc" },
        { "reject r-7f3k2q9abc", ConversationCommand.Reject, "r-7f3k2q9abc" },
        { "Approve R-7F3K2Q9ABC, please", ConversationCommand.Approve, "r-7f3k2q9abc" },
        { "yes, approve run r-7f3k2q9abc!", ConversationCommand.Approve, "r-7f3k2q9abc" },
        { "approve #r-7f3k2q9abc", ConversationCommand.Approve, "r-7f3k2q9abc" },
        { "no r-7f3k2q9abc", ConversationCommand.Reject, "r-7f3k2q9abc" },
        { "reject \"r-7f3k2q9abc\".", ConversationCommand.Reject, "r-7f3k2q9abc" },
        { "retry r-old", ConversationCommand.Retry, "r-old" },
        { "status r-old", ConversationCommand.Status, "r-old" },
        { "status of run r-old?", ConversationCommand.Status, "r-old" },
        { "why r-old", ConversationCommand.Why, "r-old" },
        { "why did R-OLD fail?", ConversationCommand.Why, "r-old" },
        { "explain r-old", ConversationCommand.Explain, "r-old" },
        { "explain `r-old`", ConversationCommand.Explain, "r-old" },
        { "cancel r-other", ConversationCommand.Cancel, "r-other" },
        { "cancel run #r-other", ConversationCommand.Cancel, "r-other" },
        { "stop (r-other)", ConversationCommand.Cancel, "r-other" },
        { "cancel r\u20117f3k2q9abd", ConversationCommand.Cancel, "r-7f3k2q9abd" },
        { "cancel r-1h8f2k9w3", ConversationCommand.Cancel, "r-1h8f2k9w3" },
        { "cancel r-xyz!", ConversationCommand.Cancel, "r-xyz" },
        { "retry r-b@d_id", ConversationCommand.Retry, "r-b@d_id" },
        { "retry r-1h8f2k9w3q again", ConversationCommand.Retry, "r-1h8f2k9w3q" },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task RunNamedById_IsTheArgument(string text, ConversationCommand command, string id)
    {
        foreach (var memory in new[] { new ConversationMemory(), Busy, TwoInFlight })
            Assert.Equal(new PlannerReply.Command(command, id), await World.AskAsync(text, memory));
    }

    [Fact]
    public async Task IdThatIsNotAmongThoseOffered_IsNotTakenForTheNearest()
    {
        var asked = Assert.IsType<PlannerReply.Clarify>(await World.AskAsync("cancel", TwoInFlight));
        var memory = TwoInFlight with { Pending = asked.Understood };

        Assert.Equal(new PlannerReply.Command(ConversationCommand.Cancel, "r-7f3k2q9abd"), await World.AskAsync("r-7f3k2q9abd", memory));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Approve, "r-7f3k2q9abd"), await World.AskAsync("approve r-7f3k2q9abd", memory));
    }

    [Fact]
    public async Task SeveralRunsNamedById_AreEachCancelled()
    {
        var reply = Assert.IsType<PlannerReply.Commands>(await World.AskAsync("cancel r-7f3k2q9abc, r-1h8f2k9w3q", TwoInFlight));

        Assert.Equal([new(ConversationCommand.Cancel, "r-7f3k2q9abc"), new(ConversationCommand.Cancel, "r-1h8f2k9w3q")], reply.All);
    }

    [Theory]
    [InlineData("approve r-7f3k2q9abc and r-1h8f2k9w3q")]
    [InlineData("approve r-7f3k2q9abc?")]
    [InlineData("don't approve r-7f3k2q9abc")]
    public async Task DecisionThatIsNotPlain_IsNotTaken(string text) => Assert.IsType<PlannerReply.SmallTalk>(await World.AskAsync(text, TwoInFlight));

    [Theory]
    [InlineData("approve r-7f3k2q9abc and drop table users")]
    [InlineData("approve r-7f3k2q9abc and export crm")]
    [InlineData("\"approve\" r-7f3k2q9abc")]
    public async Task DecisionAmongOtherWords_IsNotTaken(string text) => Assert.IsNotType<PlannerReply.Command>(await World.AskAsync(text, TwoInFlight));

    [Fact]
    public async Task ConnectionThatLooksLikeAnId_IsStillAConnection() =>
        Assert.Equal("validate r-data", World.Brief(await World.AskAsync("validate r-data", Busy, World.Named("r-data", "demo"))));

    [Theory]
    [InlineData("my \"odd\" base")]
    [InlineData("month end 'close'")]
    [InlineData("run 2024")]
    [InlineData("status of things")]
    public async Task OddlyNamedConnection_IsUnderstoodInWorkAndInCommands(string name)
    {
        var connections = World.Named(name, "other");

        Assert.Equal($"validate {name}", World.Brief(await World.AskAsync($"validate {name}", connections: connections)));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Status, name), await World.AskAsync($"status of {name}", connections: connections));
        Assert.Equal(new PlannerReply.Command(ConversationCommand.Explain, name), await World.AskAsync($"explain {name}", connections: connections));
    }
}
