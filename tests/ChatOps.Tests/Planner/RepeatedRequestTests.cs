using System.Text.Json;
using ChatOps.Agents.Planner;

namespace ChatOps.Tests.Planner;

/// <summary>"The same for ...": what a conversation remembers of a request, and how it is read again.</summary>
public sealed class RepeatedRequestTests
{
    private static readonly IReadOnlyList<CatalogConnection> Connections =
        [.. World.Named("demo", "crm", "sales", "export", "Bob's \"big\" base", "month end")];

    // As the dialog remembers it.
    private static async Task<(PlannerReply Reply, ConversationMemory Memory)> SayAsync(string text, ConversationMemory memory)
    {
        var reply = await World.AskAsync(text, memory, Connections);
        return (reply, reply switch
        {
            PlannerReply.Execute { Plan: var plan } => memory with { Pending = null, LastRequest = plan.Request, LastConnection = plan.Connections[0] },
            PlannerReply.Clarify clarify => memory with { Pending = clarify.Understood },
            _ => memory,
        });
    }

    private static async Task<string> LastAsync(params string[] texts)
    {
        var memory = new ConversationMemory();
        var brief = "";
        foreach (var text in texts)
        {
            (var reply, memory) = await SayAsync(text, memory);
            brief = World.Brief(reply);
        }

        return brief;
    }

    [Theory]
    [InlineData("profile sales|the same for crm", "profile crm")]
    [InlineData("profile sales|the same for crm|the same for sales", "profile sales")]
    [InlineData("profile sales|the same for crm|the same for sales|the same for demo|the same for crm", "profile crm")]
    [InlineData("profile|crm|the same for sales", "profile sales")]
    [InlineData("profile|crm|the same for sales|the same for crm", "profile crm")]
    [InlineData("validate sales|export it|the same for crm", "export crm")]
    [InlineData("validate slaes|the same for crm|the same for sales", "validate sales")]
    [InlineData("validate the 'slaes' db|the same for \"month end\"|the same for crm", "validate crm")]
    [InlineData("validate demo and export it if it is clean|the same for crm|the same for sales", "validate+export sales")]
    [InlineData("validate demo and crm|the same for sales", "validate sales")]
    [InlineData("profile crm|the same for month end|the same for export", "profile export")]
    public async Task TheSame_RepeatsTheLastRequestForAnotherConnection(string texts, string expected) =>
        Assert.Equal(expected, await LastAsync(texts.Split('|')));

    [Theory]
    [InlineData("the same for crm")]
    [InlineData("the same for crm and the same for sales")]
    [InlineData("crm again")]
    public async Task MemoryThatRepeatsItself_IsNotReadWithoutEnd(string remembered)
    {
        var reply = await World.AskAsync("the same for sales", new ConversationMemory { LastRequest = remembered }, Connections);

        Assert.IsNotType<PlannerReply.Execute>(reply);
    }

    [Theory]
    [InlineData("profile sales", null)]
    [InlineData("export customers and orders from demo", null)]
    [InlineData("export sales without logs.", null)]
    [InlineData("validate slaes, then export it if it is clean!", null)]
    [InlineData("validate", "demo")]
    [InlineData("export customers", "Bob's \"big\" base")]
    [InlineData("profile `month end`", "export")]
    [InlineData("find anomalies in sales", "Bob's \"big\" base")]
    public async Task Request_ReadsBackToTheSamePlan(string text, string? answerOrOther)
    {
        var (reply, memory) = await SayAsync(text, new ConversationMemory());
        if (answerOrOther is not null)
            reply = (await SayAsync(reply is PlannerReply.Clarify ? answerOrOther : $"the same for {answerOrOther}", memory)).Reply;
        var plan = World.PlanOf(reply);

        var again = World.PlanOf(await World.AskAsync(plan.Request!, connections: Connections));

        Assert.Equal(JsonSerializer.Serialize(plan.Definition.Steps), JsonSerializer.Serialize(again.Definition.Steps));
        Assert.Contains(answerOrOther ?? plan.Connections[0], plan.Connections);
    }

    [Fact]
    public async Task QuestionAboutARepeatedRequest_IsStillAboutTheOtherConnection()
    {
        var (asked, memory) = await SayAsync("the same for crm", new ConversationMemory { LastRequest = "export only custard from demo" });
        Assert.IsType<PlannerReply.Clarify>(asked);

        var (answered, _) = await SayAsync("orders", memory);

        Assert.Equal("export crm", World.Brief(answered));
    }
}
