using ChatOps.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Conversation;

public sealed class QuestionTests
{
    [Theory]
    [InlineData("how many orders are there per status in demo?", "GROUP BY", "shipped")]
    [InlineData("wie viele Kunden hat demo?", "COUNT(*)", "4000")]
    [InlineData("what are the names of the departments in demo", "departments", "SELECT")]
    public async Task AQuestionAboutData_IsAnsweredWithRowsAndTheQueryThatGaveThem(string question, string query, string row)
    {
        await using var talk = await Talk.StartAsync();

        var said = (await talk.SayAsync(question)).Text();

        Assert.Contains(query, said, StringComparison.Ordinal);
        Assert.Contains(row, said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ThePlanOfAQuestion_CountsTheTablesThatItReads_AndNoOthers()
    {
        await using var talk = await Talk.StartAsync();
        var answer = (await talk.SayAsync("how many orders are there per status in demo?")).CardTitled("how many orders");

        var proposal = await talk.Services.GetRequiredService<ConversationStore>().FindProposalAsync(answer.Button("Save as check").Id, CancellationToken.None);

        Assert.Equal("1", proposal!.Evidence.Figures.Single(figure => figure.Label == "Tables in demo").Value);
    }
}
